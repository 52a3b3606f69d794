-- Since which day nobody begins a slip at this kiosk; absent while somebody can.
ALTER TABLE kiosks ADD COLUMN paused_on INTEGER;
