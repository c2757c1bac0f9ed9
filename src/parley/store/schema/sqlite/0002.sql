-- Where the day of publication is not known: the days that it may have been (JSON [first, last]), and what says so.

ALTER TABLE articles ADD COLUMN published_interval TEXT;
ALTER TABLE articles ADD COLUMN published_reason TEXT;
