# The service as one small image: no shell is needed, it runs as a user of its own, and its root can be
# read-only. Only /var/lib/ineedtotalk is written to.
FROM rust:1.95-bookworm AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked && \
    install -D target/release/ineedtotalk /program/ineedtotalk

FROM debian:bookworm-slim
# The certificates that mail servers are checked against.
RUN apt-get update && \
    apt-get install -y --no-install-recommends ca-certificates && \
    rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin ineedtotalk && \
    install -d -o ineedtotalk -m 0700 /var/lib/ineedtotalk
COPY --from=build /program/ineedtotalk /usr/local/bin/ineedtotalk

USER 10001:10001
WORKDIR /var/lib/ineedtotalk
VOLUME /var/lib/ineedtotalk
EXPOSE 8080
ENV INEEDTOTALK_SERVER_LISTEN=0.0.0.0:8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["ineedtotalk", "healthcheck"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["ineedtotalk"]
CMD ["serve"]
