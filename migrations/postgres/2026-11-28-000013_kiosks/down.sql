DROP TABLE kiosk_codes;
DROP TABLE kiosks;
