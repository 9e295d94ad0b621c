-- An identity number, telephone or account may be erased alone: then its row of the index goes with the value.
GRANT DELETE ON person_index TO veta_app;
