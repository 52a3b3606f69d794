DROP TABLE kiosk_checks;
