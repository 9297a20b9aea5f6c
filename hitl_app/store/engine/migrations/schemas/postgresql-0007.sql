-- The schema of revision 0007, with which databases on PostgreSQL begin. Frozen: later changes are
-- migrations, which run on every kind of database. Text is compared byte by byte, as SQLite does.

CREATE TABLE backbone (
    id SERIAL NOT NULL,
    key VARCHAR(64) COLLATE "C" NOT NULL,
    CONSTRAINT pk_backbone PRIMARY KEY (id),
    CONSTRAINT uq_backbone_key UNIQUE (key)
);

CREATE TABLE category (
    id SERIAL NOT NULL,
    name VARCHAR(60) COLLATE "C" NOT NULL,
    folded VARCHAR(240) COLLATE "C" NOT NULL,
    position INTEGER NOT NULL,
    retired_at TIMESTAMP WITHOUT TIME ZONE,
    merged_into_id INTEGER,
    CONSTRAINT pk_category PRIMARY KEY (id),
    CONSTRAINT uq_category_folded UNIQUE (folded)
);

CREATE TABLE import_run (
    id SERIAL NOT NULL,
    state VARCHAR(11) COLLATE "C" NOT NULL,
    started_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITHOUT TIME ZONE,
    roots JSON NOT NULL,
    found INTEGER NOT NULL,
    "new" INTEGER NOT NULL,
    known INTEGER NOT NULL,
    watched BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_import_run PRIMARY KEY (id)
);

CREATE TABLE job_lease (
    name VARCHAR(20) COLLATE "C" NOT NULL,
    owner VARCHAR(36) COLLATE "C" NOT NULL,
    host VARCHAR(255) COLLATE "C" NOT NULL,
    pid INTEGER NOT NULL,
    process_started DOUBLE PRECISION NOT NULL,
    beat_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_job_lease PRIMARY KEY (name)
);

CREATE TABLE operation (
    id SERIAL NOT NULL,
    kind VARCHAR(6) COLLATE "C" NOT NULL,
    operator VARCHAR(60) COLLATE "C" NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    photos INTEGER NOT NULL,
    undoes_id INTEGER,
    hour INTEGER DEFAULT '0' NOT NULL,
    decided INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_operation PRIMARY KEY (id),
    CONSTRAINT uq_operation_undoes_id UNIQUE (undoes_id),
    CONSTRAINT fk_operation_undoes_id_operation FOREIGN KEY(undoes_id) REFERENCES operation (id)
);

CREATE INDEX ix_operation_hour ON operation (hour, operator, kind, photos, decided);

CREATE INDEX ix_operation_operator ON operation (operator, id);

CREATE TABLE presence (
    token VARCHAR(36) COLLATE "C" NOT NULL,
    operator VARCHAR(60) COLLATE "C" NOT NULL,
    since TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    host VARCHAR(255) COLLATE "C" NOT NULL,
    pid INTEGER NOT NULL,
    process_started DOUBLE PRECISION NOT NULL,
    beat_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_presence PRIMARY KEY (token)
);

CREATE TABLE setting (
    name VARCHAR(60) COLLATE "C" NOT NULL,
    value JSON NOT NULL,
    CONSTRAINT pk_setting PRIMARY KEY (name)
);

CREATE TABLE training_run (
    id SERIAL NOT NULL,
    state VARCHAR(11) COLLATE "C" NOT NULL,
    started_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITHOUT TIME ZONE,
    parent VARCHAR(120) COLLATE "C" NOT NULL,
    candidate VARCHAR(120) COLLATE "C",
    verdict VARCHAR(9) COLLATE "C",
    config JSON NOT NULL,
    training_ids JSON NOT NULL,
    report JSON NOT NULL,
    CONSTRAINT pk_training_run PRIMARY KEY (id)
);

CREATE TABLE watched_folder (
    id SERIAL NOT NULL,
    raw BYTEA NOT NULL,
    shown VARCHAR COLLATE "C" NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT pk_watched_folder PRIMARY KEY (id),
    CONSTRAINT uq_watched_folder_raw UNIQUE (raw)
);

CREATE TABLE model_version (
    id SERIAL NOT NULL,
    name VARCHAR(120) COLLATE "C" NOT NULL,
    parent VARCHAR(120) COLLATE "C",
    created_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    sha256 VARCHAR(64) COLLATE "C" NOT NULL,
    outputs JSON NOT NULL,
    metrics JSON NOT NULL,
    shipped BOOLEAN NOT NULL,
    pinned BOOLEAN DEFAULT false NOT NULL,
    pruned_at TIMESTAMP WITHOUT TIME ZONE,
    backbone_id INTEGER,
    CONSTRAINT pk_model_version PRIMARY KEY (id),
    CONSTRAINT uq_network_version_name UNIQUE (name),
    CONSTRAINT fk_model_version_backbone_id_backbone FOREIGN KEY(backbone_id) REFERENCES backbone (id)
);

CREATE TABLE unreadable (
    id SERIAL NOT NULL,
    import_id INTEGER NOT NULL,
    path VARCHAR COLLATE "C" NOT NULL,
    reason VARCHAR(20) COLLATE "C" NOT NULL,
    detail VARCHAR COLLATE "C" NOT NULL,
    others INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_unreadable PRIMARY KEY (id),
    CONSTRAINT fk_unreadable_import_id_import_run FOREIGN KEY(import_id) REFERENCES import_run (id)
);

CREATE INDEX ix_unreadable_import_id ON unreadable (import_id);

CREATE TABLE watched_file (
    raw BYTEA NOT NULL,
    folder_id INTEGER NOT NULL,
    size BIGINT NOT NULL,
    mtime_ns BIGINT NOT NULL,
    stamp BIGINT,
    import_id INTEGER,
    CONSTRAINT pk_watched_file PRIMARY KEY (raw),
    CONSTRAINT fk_watched_file_folder_id_watched_folder FOREIGN KEY(folder_id) REFERENCES watched_folder (id),
    CONSTRAINT fk_watched_file_import_id_import_run FOREIGN KEY(import_id) REFERENCES import_run (id)
);

CREATE INDEX ix_watched_file_folder_id ON watched_file (folder_id);

CREATE INDEX ix_watched_file_import_id ON watched_file (import_id);

CREATE TABLE activation (
    id SERIAL NOT NULL,
    version_id INTEGER NOT NULL,
    previous_id INTEGER,
    reason VARCHAR(20) COLLATE "C" NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_activation PRIMARY KEY (id),
    CONSTRAINT fk_activation_version_id_model_version FOREIGN KEY(version_id) REFERENCES model_version (id),
    CONSTRAINT fk_activation_previous_id_model_version FOREIGN KEY(previous_id) REFERENCES model_version (id)
);

CREATE TABLE draft (
    id SERIAL NOT NULL,
    version_id INTEGER NOT NULL,
    decision_id INTEGER NOT NULL,
    training_photos INTEGER NOT NULL,
    outputs JSON NOT NULL,
    figures JSON NOT NULL,
    used BOOLEAN NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_draft PRIMARY KEY (id),
    CONSTRAINT fk_draft_version_id_model_version FOREIGN KEY(version_id) REFERENCES model_version (id)
);

CREATE TABLE inspection (
    id SERIAL NOT NULL,
    state VARCHAR(9) COLLATE "C" NOT NULL,
    reason VARCHAR(20) COLLATE "C" NOT NULL,
    version_id INTEGER NOT NULL,
    operator VARCHAR(60) COLLATE "C" NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    target DOUBLE PRECISION NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    level DOUBLE PRECISION NOT NULL,
    lot INTEGER NOT NULL,
    sample INTEGER NOT NULL,
    after_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    extends_id INTEGER,
    unknown_stages INTEGER DEFAULT '0' NOT NULL,
    opened_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITHOUT TIME ZONE,
    CONSTRAINT pk_inspection PRIMARY KEY (id),
    CONSTRAINT fk_inspection_version_id_model_version FOREIGN KEY(version_id) REFERENCES model_version (id)
);

CREATE TABLE certificate (
    id SERIAL NOT NULL,
    inspection_id INTEGER NOT NULL,
    kind VARCHAR(9) COLLATE "C" NOT NULL,
    version VARCHAR(120) COLLATE "C" NOT NULL,
    version_sha256 VARCHAR(64) COLLATE "C" NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    target DOUBLE PRECISION NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    level DOUBLE PRECISION NOT NULL,
    lot INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    most_wrong INTEGER NOT NULL,
    operators JSON NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_certificate PRIMARY KEY (id),
    CONSTRAINT uq_certificate_inspection_id UNIQUE (inspection_id),
    CONSTRAINT fk_certificate_inspection_id_inspection FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);

CREATE TABLE photo (
    id SERIAL NOT NULL,
    sha256 VARCHAR(64) COLLATE "C" NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes BIGINT NOT NULL,
    format VARCHAR(8) COLLATE "C" NOT NULL,
    split VARCHAR(10) COLLATE "C" NOT NULL,
    state VARCHAR(13) COLLATE "C" NOT NULL,
    hold INTEGER NOT NULL,
    label_id INTEGER,
    suggestion_id INTEGER,
    confidence DOUBLE PRECISION NOT NULL,
    version_id INTEGER,
    draft_id INTEGER,
    place DOUBLE PRECISION DEFAULT '0' NOT NULL,
    certificate_id INTEGER,
    lot_id INTEGER,
    blind BOOLEAN DEFAULT false NOT NULL,
    first_path VARCHAR COLLATE "C" NOT NULL,
    import_id INTEGER NOT NULL,
    decided_at TIMESTAMP WITHOUT TIME ZONE,
    decided_by VARCHAR(60) COLLATE "C",
    shown_id INTEGER,
    asked_by VARCHAR(60) COLLATE "C",
    product VARCHAR COLLATE "C",
    CONSTRAINT pk_photo PRIMARY KEY (id),
    CONSTRAINT uq_photo_sha256 UNIQUE (sha256),
    CONSTRAINT fk_photo_label_id_category FOREIGN KEY(label_id) REFERENCES category (id),
    CONSTRAINT fk_photo_suggestion_id_category FOREIGN KEY(suggestion_id) REFERENCES category (id),
    CONSTRAINT fk_photo_version_id_model_version FOREIGN KEY(version_id) REFERENCES model_version (id),
    CONSTRAINT fk_photo_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id),
    CONSTRAINT fk_photo_import_id_import_run FOREIGN KEY(import_id) REFERENCES import_run (id)
);

CREATE INDEX ix_photo_confidence ON photo (confidence);

CREATE INDEX ix_photo_decided_at ON photo (decided_at);

CREATE INDEX ix_photo_grounds ON photo (state, certificate_id, import_id);

CREATE INDEX ix_photo_import_id ON photo (import_id);

CREATE INDEX ix_photo_listing ON photo (first_path, state, blind, label_id, suggestion_id, version_id, confidence, import_id, decided_at, decided_by, shown_id, product);

CREATE INDEX ix_photo_lot ON photo (lot_id, state, hold);

CREATE INDEX ix_photo_product ON photo (product, state);

CREATE INDEX ix_photo_queue ON photo (state, hold, place, id);

CREATE INDEX ix_photo_shown ON photo (state, shown_id, label_id, blind);

CREATE INDEX ix_photo_split ON photo (state, split, label_id);

CREATE INDEX ix_photo_threshold ON photo (state, hold, blind, confidence, version_id, suggestion_id, certificate_id, label_id);

CREATE TABLE stage (
    inspection_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    checks INTEGER NOT NULL,
    wrong INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    wrong_decided INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    most_wrong INTEGER NOT NULL,
    stands BOOLEAN NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_stage PRIMARY KEY (inspection_id, number),
    CONSTRAINT fk_stage_inspection_id_inspection FOREIGN KEY(inspection_id) REFERENCES inspection (id)
);

CREATE TABLE blind (
    inspection_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    CONSTRAINT pk_blind PRIMARY KEY (inspection_id, photo_id),
    CONSTRAINT fk_blind_inspection_id_inspection FOREIGN KEY(inspection_id) REFERENCES inspection (id),
    CONSTRAINT fk_blind_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id)
);

CREATE TABLE decision (
    id SERIAL NOT NULL,
    operation_id INTEGER NOT NULL,
    photo_id INTEGER NOT NULL,
    answer VARCHAR(11) COLLATE "C" NOT NULL,
    category_id INTEGER,
    operator VARCHAR(60) COLLATE "C" NOT NULL,
    at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    suggestion_id INTEGER,
    confidence DOUBLE PRECISION,
    version_id INTEGER,
    draft_id INTEGER,
    restores_id INTEGER,
    note VARCHAR(200) COLLATE "C",
    certificate_id INTEGER,
    CONSTRAINT pk_decision PRIMARY KEY (id),
    CONSTRAINT fk_decision_operation_id_operation FOREIGN KEY(operation_id) REFERENCES operation (id),
    CONSTRAINT fk_decision_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id),
    CONSTRAINT fk_decision_category_id_category FOREIGN KEY(category_id) REFERENCES category (id),
    CONSTRAINT fk_decision_suggestion_id_category FOREIGN KEY(suggestion_id) REFERENCES category (id),
    CONSTRAINT fk_decision_version_id_model_version FOREIGN KEY(version_id) REFERENCES model_version (id),
    CONSTRAINT fk_decision_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id),
    CONSTRAINT fk_decision_restores_id_decision FOREIGN KEY(restores_id) REFERENCES decision (id)
);

CREATE INDEX ix_decision_operation_id ON decision (operation_id);

CREATE INDEX ix_decision_photo ON decision (photo_id, id);

CREATE TABLE draft_prediction (
    photo_id INTEGER NOT NULL,
    draft_id INTEGER NOT NULL,
    probabilities BYTEA NOT NULL,
    CONSTRAINT pk_draft_prediction PRIMARY KEY (photo_id),
    CONSTRAINT fk_draft_prediction_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id),
    CONSTRAINT fk_draft_prediction_draft_id_draft FOREIGN KEY(draft_id) REFERENCES draft (id)
);

CREATE TABLE embedding (
    photo_id INTEGER NOT NULL,
    backbone_id INTEGER NOT NULL,
    vector BYTEA NOT NULL,
    CONSTRAINT pk_embedding PRIMARY KEY (photo_id),
    CONSTRAINT fk_embedding_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id),
    CONSTRAINT fk_embedding_backbone_id_backbone FOREIGN KEY(backbone_id) REFERENCES backbone (id)
);

CREATE INDEX ix_embedding_backbone_id ON embedding (backbone_id);

CREATE TABLE path (
    id SERIAL NOT NULL,
    photo_id INTEGER NOT NULL,
    raw BYTEA NOT NULL,
    member VARCHAR COLLATE "C" NOT NULL,
    shown VARCHAR COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    mtime_ns BIGINT NOT NULL,
    stamp BIGINT,
    CONSTRAINT pk_path PRIMARY KEY (id),
    CONSTRAINT fk_path_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id)
);

CREATE INDEX ix_path_photo_id ON path (photo_id);

CREATE INDEX ix_path_shown ON path (shown);

CREATE UNIQUE INDEX uq_path_raw_member ON path (raw, member);

CREATE TABLE prediction (
    photo_id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    probabilities BYTEA NOT NULL,
    CONSTRAINT pk_prediction PRIMARY KEY (photo_id, version_id),
    CONSTRAINT fk_prediction_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id),
    CONSTRAINT fk_prediction_version_id_model_version FOREIGN KEY(version_id) REFERENCES model_version (id)
);

CREATE TABLE thumbnail (
    photo_id INTEGER NOT NULL,
    encoded BYTEA NOT NULL,
    CONSTRAINT pk_thumbnail PRIMARY KEY (photo_id),
    CONSTRAINT fk_thumbnail_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id)
);

CREATE TABLE opinion (
    photo_id INTEGER NOT NULL,
    from_id INTEGER NOT NULL,
    state VARCHAR(8) COLLATE "C" NOT NULL,
    first_by VARCHAR(60) COLLATE "C",
    second_by VARCHAR(60) COLLATE "C",
    first_id INTEGER,
    second_id INTEGER,
    CONSTRAINT pk_opinion PRIMARY KEY (photo_id),
    CONSTRAINT fk_opinion_photo_id_photo FOREIGN KEY(photo_id) REFERENCES photo (id),
    CONSTRAINT fk_opinion_from_id_decision FOREIGN KEY(from_id) REFERENCES decision (id),
    CONSTRAINT fk_opinion_first_id_decision FOREIGN KEY(first_id) REFERENCES decision (id),
    CONSTRAINT fk_opinion_second_id_decision FOREIGN KEY(second_id) REFERENCES decision (id)
);

CREATE INDEX ix_opinion_state ON opinion (state);

CREATE FUNCTION certificate_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a certificate is never changed'; END $$;

CREATE TRIGGER certificate_no_update BEFORE UPDATE ON certificate
    FOR EACH ROW EXECUTE FUNCTION certificate_refuse_change();

CREATE TRIGGER certificate_no_delete BEFORE DELETE ON certificate
    FOR EACH ROW EXECUTE FUNCTION certificate_refuse_change();

CREATE TABLE alembic_version (
    version_num VARCHAR(32) COLLATE "C" NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

INSERT INTO alembic_version VALUES ('0007');

