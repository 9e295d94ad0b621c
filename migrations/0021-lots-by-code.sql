-- Lots as people name them: by the code on the tag, among those an organisation made, holds, awaits or owns. Each index
-- answers a look-up by code and one keyset page of a list; (registrar, code) is one already.

-- The organisation a dispatched lot is on its way to.
ALTER TABLE lot ADD COLUMN bound_for text;
UPDATE lot SET bound_for = state #>> '{transit,to}' WHERE state ? 'transit';

CREATE INDEX lot_held_idx ON lot (custodian, code, id);
CREATE INDEX lot_owned_idx ON lot (owner, code, id);
CREATE INDEX lot_awaited_idx ON lot (bound_for, code, id) WHERE bound_for IS NOT NULL;
DROP INDEX lot_owner_idx;
