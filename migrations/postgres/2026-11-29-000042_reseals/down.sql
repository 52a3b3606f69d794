DROP TABLE reseals;
