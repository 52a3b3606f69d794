"""The parts that the end-to-end checks start and stop: databases, a mail server, the service, people."""
