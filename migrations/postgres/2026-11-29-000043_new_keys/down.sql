DROP TABLE vouches;
DROP TABLE new_keys;
