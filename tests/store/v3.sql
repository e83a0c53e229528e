-- A project as version 3 writes it. Never edited: it is what older files look like.
PRAGMA application_id = 1097756271;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE annotators (
	pk INTEGER NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT pk_annotators PRIMARY KEY (pk),
	CONSTRAINT uq_annotators_name UNIQUE (name)
);
INSERT INTO "annotators" VALUES (1, 'ana');
CREATE TABLE articles (
	pk INTEGER NOT NULL,
	id TEXT NOT NULL,
	position INTEGER NOT NULL,
	title TEXT NOT NULL,
	meta TEXT NOT NULL,
	text_hash TEXT NOT NULL,
	length INTEGER NOT NULL,
	CONSTRAINT pk_articles PRIMARY KEY (pk),
	CONSTRAINT uq_articles_id UNIQUE (id)
);
INSERT INTO "articles" VALUES (1, 'a1', 1, 'A1', '{"source":"x.txt"}', 'f4e6d6dde46eca404f6440ee9ee294d20fe908cb6576c170887f56a50b5c4f5f', 34);
CREATE TABLE attributes (
	pk INTEGER NOT NULL,
	label_pk INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	type TEXT NOT NULL,
	choices TEXT NOT NULL,
	preset TEXT NOT NULL,
	retired BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_attributes PRIMARY KEY (pk),
	CONSTRAINT uq_attributes_label_pk_name UNIQUE (label_pk, name),
	CONSTRAINT fk_attributes_label_pk_labels FOREIGN KEY(label_pk) REFERENCES labels (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "attributes" VALUES (1, 1, 0, 'sure', 'choice', '["yes","no"]', '"yes"', 0);
INSERT INTO "attributes" VALUES (2, 1, 1, 'seen', 'boolean', '[]', 'null', 0);
CREATE TABLE changes (
	pk INTEGER NOT NULL,
	step_seq INTEGER NOT NULL,
	table_name TEXT NOT NULL,
	first_pk INTEGER NOT NULL,
	last_pk INTEGER NOT NULL,
	"before" TEXT,
	CONSTRAINT pk_changes PRIMARY KEY (pk),
	CONSTRAINT fk_changes_step_seq_steps FOREIGN KEY(step_seq) REFERENCES steps (seq) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "changes" VALUES (1, 1, 'articles', 1, 1, NULL);
INSERT INTO "changes" VALUES (2, 1, 'texts', 1, 1, NULL);
INSERT INTO "changes" VALUES (3, 2, 'annotators', 1, 1, NULL);
INSERT INTO "changes" VALUES (4, 2, 'sets', 1, 1, NULL);
INSERT INTO "changes" VALUES (5, 2, 'spans', 1, 1, NULL);
INSERT INTO "changes" VALUES (6, 2, 'fragments', 1, 1, NULL);
INSERT INTO "changes" VALUES (7, 2, 'span_attributes', 1, 1, NULL);
INSERT INTO "changes" VALUES (8, 3, 'spans', 1, 1, '{"pk":1,"set_pk":1,"id":"s1","label_pk":1,"quote":"Iraq","origin":"manual","comment":"","confidence":null,"changed_at":"","changed_by":""}');
CREATE TABLE fragments (
	pk INTEGER NOT NULL,
	span_pk INTEGER NOT NULL,
	n INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	CONSTRAINT pk_fragments PRIMARY KEY (pk),
	CONSTRAINT uq_fragments_span_pk_n UNIQUE (span_pk, n),
	CONSTRAINT fk_fragments_span_pk_spans FOREIGN KEY(span_pk) REFERENCES spans (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "fragments" VALUES (1, 1, 0, 0, 4);
CREATE TABLE labels (
	pk INTEGER NOT NULL,
	layer_pk INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	"key" TEXT NOT NULL,
	color TEXT NOT NULL,
	description TEXT NOT NULL,
	guideline TEXT NOT NULL,
	retired BOOLEAN DEFAULT '0' NOT NULL,
	CONSTRAINT pk_labels PRIMARY KEY (pk),
	CONSTRAINT uq_labels_layer_pk_name UNIQUE (layer_pk, name),
	CONSTRAINT fk_labels_layer_pk_layers FOREIGN KEY(layer_pk) REFERENCES layers (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "labels" VALUES (1, 1, 0, 'GPE', '1', '#4477AA', 'A place', 'Good: Iraq', 0);
INSERT INTO "labels" VALUES (2, 1, 1, 'ORG', '2', '#777777', '', '', 0);
INSERT INTO "labels" VALUES (3, 2, 0, 'FACTUAL', 'q', '#777777', '', '', 0);
CREATE TABLE layers (
	pk INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	form TEXT NOT NULL,
	CONSTRAINT pk_layers PRIMARY KEY (pk),
	CONSTRAINT uq_layers_name UNIQUE (name)
);
INSERT INTO "layers" VALUES (1, 0, 'entity', 'band');
INSERT INTO "layers" VALUES (2, 1, 'claim', 'line');
INSERT INTO "layers" VALUES (3, 2, 'boilerplate', 'block');
CREATE TABLE relation_types (
	pk INTEGER NOT NULL,
	position INTEGER NOT NULL,
	name TEXT NOT NULL,
	head TEXT NOT NULL,
	tail TEXT NOT NULL,
	description TEXT NOT NULL,
	CONSTRAINT pk_relation_types PRIMARY KEY (pk),
	CONSTRAINT uq_relation_types_name UNIQUE (name)
);
INSERT INTO "relation_types" VALUES (1, 0, 'SAID_BY', '["FACTUAL"]', '["GPE","ORG"]', 'who said it');
INSERT INTO "relation_types" VALUES (2, 1, 'NEXT_TO', '[]', '[]', '');
CREATE TABLE relations (
	pk INTEGER NOT NULL,
	set_pk INTEGER NOT NULL,
	id TEXT NOT NULL,
	type_pk INTEGER NOT NULL,
	head_pk INTEGER NOT NULL,
	tail_pk INTEGER NOT NULL,
	CONSTRAINT pk_relations PRIMARY KEY (pk),
	CONSTRAINT uq_relations_set_pk_id UNIQUE (set_pk, id),
	CONSTRAINT fk_relations_set_pk_sets FOREIGN KEY(set_pk) REFERENCES sets (pk) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relations_type_pk_relation_types FOREIGN KEY(type_pk) REFERENCES relation_types (pk) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relations_head_pk_spans FOREIGN KEY(head_pk) REFERENCES spans (pk) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_relations_tail_pk_spans FOREIGN KEY(tail_pk) REFERENCES spans (pk) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE sets (
	pk INTEGER NOT NULL,
	article_pk INTEGER NOT NULL,
	annotator_pk INTEGER NOT NULL,
	status TEXT NOT NULL,
	notes TEXT NOT NULL,
	CONSTRAINT pk_sets PRIMARY KEY (pk),
	CONSTRAINT uq_sets_article_pk_annotator_pk UNIQUE (article_pk, annotator_pk),
	CONSTRAINT fk_sets_article_pk_articles FOREIGN KEY(article_pk) REFERENCES articles (pk) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_sets_annotator_pk_annotators FOREIGN KEY(annotator_pk) REFERENCES annotators (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "sets" VALUES (1, 1, 1, 'new', '');
CREATE TABLE span_attributes (
	pk INTEGER NOT NULL,
	span_pk INTEGER NOT NULL,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_span_attributes PRIMARY KEY (pk),
	CONSTRAINT uq_span_attributes_span_pk_name UNIQUE (span_pk, name),
	CONSTRAINT fk_span_attributes_span_pk_spans FOREIGN KEY(span_pk) REFERENCES spans (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "span_attributes" VALUES (1, 1, 'sure', '"yes"');
CREATE TABLE spans (
	pk INTEGER NOT NULL,
	set_pk INTEGER NOT NULL,
	id TEXT NOT NULL,
	label_pk INTEGER NOT NULL,
	quote TEXT NOT NULL,
	origin TEXT NOT NULL,
	comment TEXT NOT NULL,
	confidence FLOAT,
	changed_at TEXT NOT NULL,
	changed_by TEXT NOT NULL,
	CONSTRAINT pk_spans PRIMARY KEY (pk),
	CONSTRAINT uq_spans_set_pk_id UNIQUE (set_pk, id),
	CONSTRAINT fk_spans_set_pk_sets FOREIGN KEY(set_pk) REFERENCES sets (pk) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_spans_label_pk_labels FOREIGN KEY(label_pk) REFERENCES labels (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "spans" VALUES (1, 1, 's1', 1, 'Iraq', 'manual', 'c', NULL, '', '');
CREATE TABLE steps (
	seq INTEGER NOT NULL,
	name TEXT NOT NULL,
	at TEXT NOT NULL,
	annotator TEXT NOT NULL,
	article TEXT NOT NULL,
	state TEXT NOT NULL,
	merge_key TEXT NOT NULL,
	CONSTRAINT pk_steps PRIMARY KEY (seq)
);
INSERT INTO "steps" VALUES (1, 'import', '2026-11-22T10:00:00Z', 'ana', '', 'done', '');
INSERT INTO "steps" VALUES (2, 'label', '2026-11-22T10:00:00Z', 'ana', 'a1', 'done', '');
INSERT INTO "steps" VALUES (3, 'comment', '2026-11-22T10:00:00Z', 'ana', 'a1', 'done', 'comment s1');
CREATE TABLE texts (
	pk INTEGER NOT NULL,
	article_pk INTEGER NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_texts PRIMARY KEY (pk),
	CONSTRAINT uq_texts_article_pk UNIQUE (article_pk),
	CONSTRAINT fk_texts_article_pk_articles FOREIGN KEY(article_pk) REFERENCES articles (pk) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "texts" VALUES (1, 1, 'Iraq says “no”: 👩‍👩‍👧 Erbil waits.');
PRAGMA writable_schema = ON;
INSERT INTO sqlite_schema VALUES ('table', 'words', 'words', 0, 'CREATE VIRTUAL TABLE words USING fts5(held, content='''', detail=none, columnsize=0, tokenize=''ascii'')');
PRAGMA writable_schema = OFF;
CREATE TABLE 'words_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "words_data" VALUES (1, X'0106');
INSERT INTO "words_data" VALUES (10, X'000000010101010001010101');
INSERT INTO "words_data" VALUES (137438953473, X'0000002C03306131010105657262696C010104697261710101026E6F01010473617973010105776169747301040508070507');
CREATE TABLE 'words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO "words_idx" VALUES (1, X'', 2);
CREATE TABLE 'words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "words_config" VALUES ('hashsize', 16777216);
INSERT INTO "words_config" VALUES ('version', 4);
CREATE TABLE indexed (docid INTEGER PRIMARY KEY AUTOINCREMENT, article_pk INTEGER NOT NULL UNIQUE);
INSERT INTO "indexed" VALUES (1, 1);
CREATE TABLE unindexed (article_pk INTEGER PRIMARY KEY);
UPDATE sqlite_sequence SET seq = 1 WHERE name = 'indexed';
CREATE INDEX ix_articles_position ON articles (position);
CREATE INDEX ix_articles_text_hash ON articles (text_hash);
CREATE INDEX ix_steps_state_seq ON steps (state, seq);
CREATE INDEX ix_sets_annotator_pk_article_pk ON sets (annotator_pk, article_pk);
CREATE INDEX ix_changes_step_seq ON changes (step_seq);
CREATE INDEX ix_spans_set_pk ON spans (set_pk);
CREATE INDEX ix_spans_label_pk_set_pk ON spans (label_pk, set_pk);
CREATE INDEX ix_relations_tail_pk ON relations (tail_pk);
CREATE INDEX ix_relations_type_pk ON relations (type_pk);
CREATE INDEX ix_relations_head_pk ON relations (head_pk);
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN DELETE FROM indexed WHERE article_pk = new.pk; INSERT OR IGNORE INTO unindexed VALUES (new.pk); END;
CREATE TRIGGER articles_update AFTER UPDATE OF title ON articles BEGIN DELETE FROM indexed WHERE article_pk = new.pk; INSERT OR IGNORE INTO unindexed VALUES (new.pk); END;
CREATE TRIGGER articles_delete AFTER DELETE ON articles BEGIN DELETE FROM indexed WHERE article_pk = old.pk; INSERT OR IGNORE INTO unindexed VALUES (old.pk); END;
CREATE TRIGGER texts_insert AFTER INSERT ON texts BEGIN DELETE FROM indexed WHERE article_pk = new.article_pk; INSERT OR IGNORE INTO unindexed VALUES (new.article_pk); END;
CREATE TRIGGER texts_update AFTER UPDATE ON texts BEGIN DELETE FROM indexed WHERE article_pk = new.article_pk; INSERT OR IGNORE INTO unindexed VALUES (new.article_pk); END;
CREATE TRIGGER texts_delete AFTER DELETE ON texts BEGIN DELETE FROM indexed WHERE article_pk = old.article_pk; INSERT OR IGNORE INTO unindexed VALUES (old.article_pk); END;
COMMIT;
