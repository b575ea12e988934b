-- The ceiling as published after the lot was created (最高投标限价公布); NULL: as it was created.
ALTER TABLE lot ADD COLUMN stated_ceiling_minor {int};
