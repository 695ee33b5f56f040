"""Initial."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Bring the tables from version 0 to version 1."""
    op.create_table(
        "activity_kind",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("family", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_kind")),
        sa.UniqueConstraint("code", name=op.f("uq_activity_kind_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "agreement_matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_matter")),
        sa.UniqueConstraint("code", name=op.f("uq_agreement_matter_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["area.id"], name=op.f("fk_area_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", name=op.f("uq_area_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_area_parent_id"), "area", ["parent_id"], unique=False)
    op.create_table(
        "letterhead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("logo", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "matter_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.Column("day", sa.Text(), server_default="", nullable=False),
        sa.Column("first_day", sa.Text(), server_default="", nullable=False),
        sa.Column("begun_by", sa.Text(), server_default="", nullable=False),
        sa.Column("lasts_to", sa.Text(), server_default="", nullable=False),
        sa.Column("last_day", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("people", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("facets", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_document")),
        sa.UniqueConstraint("place", name=op.f("uq_matter_document_place")),
    )
    op.create_table(
        "non_working_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_working_day")),
        sa.UniqueConstraint("day", name=op.f("uq_non_working_day_day")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "official",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
        sa.UniqueConstraint("folded", name=op.f("uq_official_folded")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Text(), server_default="", nullable=False),
        sa.Column("actor", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("params", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("inverts", sa.Integer(), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("chain", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["inverts"], ["operation.id"], name=op.f("fk_operation_inverts")),
        sa.ForeignKeyConstraint(["undone_by"], ["operation.id"], name=op.f("fk_operation_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_operation_live", "operation", ["actor", "kind", "undone_by"], unique=False)
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("approved_on", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_plan_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "search_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("type", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("acronym", sa.Text(), server_default="", nullable=False),
        sa.Column("sort_key", sa.Text(), server_default="", nullable=False),
        sa.Column("organization", sa.Text(), server_default="", nullable=False),
        sa.Column("organization_key", sa.Text(), server_default="", nullable=False),
        sa.Column("post", sa.Text(), server_default="", nullable=False),
        sa.Column("until", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("city_key", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("facets", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_document")),
        sa.UniqueConstraint("place", name=op.f("uq_search_document_place")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "smart_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.Column("query", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_smart_list")),
        sa.UniqueConstraint("folded", name=op.f("uq_smart_list_folded")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("folded", name=op.f("uq_tag_folded")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.Text(), server_default="", nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("seal", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id")),
        sa.PrimaryKeyConstraint("operation_id", "table_name", "row_id", name=op.f("pk_change")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_change_record", "change", ["record_id", "table_name", "row_id", "operation_id"], unique=False
    )
    op.create_table(
        "official_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("short", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_official_post_area_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_official_post_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_post")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_official_post_area_id"), "official_post", ["area_id"], unique=False)
    op.create_index(op.f("ix_official_post_official_id"), "official_post", ["official_id"], unique=False)
    op.create_table(
        "plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("level", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("objective", sa.Text(), server_default="", nullable=False),
        sa.Column("indicator", sa.Text(), server_default="", nullable=False),
        sa.Column("condition", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["plan_item.id"], name=op.f("fk_plan_item_parent_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_item_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_plan_item_plan_id_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_item_parent_id"), "plan_item", ["parent_id"], unique=False)
    op.create_index(op.f("ix_plan_item_plan_id"), "plan_item", ["plan_id"], unique=False)
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("trashed_by", sa.Integer(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["record.id"], name=op.f("fk_record_merged_into")),
        sa.ForeignKeyConstraint(["trashed_by"], ["operation.id"], name=op.f("fk_record_trashed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("uid", name=op.f("uq_record_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_record_merged_into"), "record", ["merged_into"], unique=False)
    op.create_table(
        "activity_attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["record.id"], name=op.f("fk_activity_attendance_activity_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_attendance")),
        sa.UniqueConstraint("activity_id", "label", name=op.f("uq_activity_attendance_activity_id_label")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "activity_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("plan_item_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["record.id"], name=op.f("fk_activity_count_activity_id")),
        sa.ForeignKeyConstraint(
            ["plan_item_id"], ["plan_item.id"], name=op.f("fk_activity_count_plan_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_count")),
        sa.UniqueConstraint(
            "activity_id", "plan_item_id", name=op.f("uq_activity_count_activity_id_plan_item_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_activity_count_plan_item_id"), "activity_count", ["plan_item_id"], unique=False)
    op.create_table(
        "address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("line", sa.Text(), server_default="", nullable=False),
        sa.Column("postcode", sa.Text(), server_default="", nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("timezone", sa.Text(), server_default="", nullable=False),
        sa.Column("use", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_address_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_address_country_record_id"), "address", ["country", "record_id"], unique=False)
    op.create_index(op.f("ix_address_record_id"), "address", ["record_id"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folio", sa.Text(), server_default="", nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("scope", sa.Text(), server_default="", nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("object", sa.Text(), server_default="", nullable=False),
        sa.Column("of_others", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("area_text", sa.Text(), server_default="", nullable=False),
        sa.Column("received_on", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_on", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("indefinite", sa.Boolean(), nullable=False),
        sa.Column("renewal", sa.Text(), server_default="", nullable=False),
        sa.Column("renewal_months", sa.Integer(), nullable=True),
        sa.Column("notice_days", sa.Integer(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("money", sa.Text(), server_default="", nullable=False),
        sa.Column("amount", sa.Text(), server_default="", nullable=False),
        sa.Column("territory", sa.Text(), server_default="", nullable=False),
        sa.Column("topics", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible", sa.Text(), server_default="", nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=True),
        sa.Column("opinion", sa.Text(), server_default="", nullable=False),
        sa.Column("opinion_number", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_agreement_area_id")),
        sa.ForeignKeyConstraint(["framework_id"], ["record.id"], name=op.f("fk_agreement_framework_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_agreement_id")),
        sa.ForeignKeyConstraint(["matter_id"], ["agreement_matter.id"], name=op.f("fk_agreement_matter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_agreement_area_id"), "agreement", ["area_id"], unique=False)
    op.create_index(op.f("ix_agreement_folio"), "agreement", ["folio"], unique=False)
    op.create_index(op.f("ix_agreement_framework_id"), "agreement", ["framework_id"], unique=False)
    op.create_index(op.f("ix_agreement_matter_id"), "agreement", ["matter_id"], unique=False)
    op.create_index(op.f("ix_agreement_year_number"), "agreement", ["year", "number"], unique=False)
    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("short", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible_area", sa.Text(), server_default="", nullable=False),
        sa.Column("liaison_id", sa.Integer(), nullable=True),
        sa.Column("liaison", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["record.id"], name=op.f("fk_agreement_party_agreement_id")
        ),
        sa.ForeignKeyConstraint(["liaison_id"], ["record.id"], name=op.f("fk_agreement_party_liaison_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["record.id"], name=op.f("fk_agreement_party_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_agreement_party_agreement_id"), "agreement_party", ["agreement_id"], unique=False
    )
    op.create_index(op.f("ix_agreement_party_liaison_id"), "agreement_party", ["liaison_id"], unique=False)
    op.create_index(
        op.f("ix_agreement_party_organization_id"), "agreement_party", ["organization_id"], unique=False
    )
    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_clause_agreement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_clause_agreement_id"), "clause", ["agreement_id"], unique=False)
    op.create_table(
        "contact_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("folded", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_contact_group_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_group")),
        sqlite_autoincrement=False,
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_document_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_record_id"), "document", ["record_id"], unique=False)
    op.create_table(
        "email",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("match_key", sa.Text(), server_default="", nullable=False),
        sa.Column("use", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_email_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_email_match_key"), "email", ["match_key"], unique=False)
    op.create_index(op.f("ix_email_record_id"), "email", ["record_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Text(), server_default="", nullable=False),
        sa.Column("due_time", sa.Text(), server_default="", nullable=False),
        sa.Column("priority", sa.Text(), server_default="", nullable=False),
        sa.Column("remind_at", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("waiting_for", sa.Text(), server_default="", nullable=False),
        sa.Column("done_on", sa.Text(), server_default="", nullable=False),
        sa.Column("recurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("minutes_line", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["record.id"], name=op.f("fk_follow_up_activity_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_follow_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("body", "year", "number", name=op.f("uq_follow_up_body_year_number")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_follow_up_activity_id"), "follow_up", ["activity_id"], unique=False)
    op.create_index(
        "ix_follow_up_open",
        "follow_up",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("state IN ('pendiente', 'en curso', 'en espera')"),
    )
    op.create_table(
        "follow_up_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["follow_up_id"], ["record.id"], name=op.f("fk_follow_up_item_follow_up_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follow_up_item_follow_up_id"), "follow_up_item", ["follow_up_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_link_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_link_record_id"), "link", ["record_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("joined_on", sa.Text(), server_default="", nullable=False),
        sa.Column("left_on", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["record.id"], name=op.f("fk_membership_group_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_membership_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_membership_group_id"), "membership", ["group_id"], unique=False)
    op.create_index(op.f("ix_membership_record_id"), "membership", ["record_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_note_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_record_id"), "note", ["record_id"], unique=False)
    op.create_table(
        "organization",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_name", sa.Text(), server_default="", nullable=False),
        sa.Column("acronym", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("subtype", sa.Text(), server_default="", nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("consulate_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("verified_on", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["consulate_id"], ["record.id"], name=op.f("fk_organization_consulate_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_organization_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["record.id"], name=op.f("fk_organization_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_organization_consulate_id"), "organization", ["consulate_id"], unique=False)
    op.create_index(op.f("ix_organization_parent_id"), "organization", ["parent_id"], unique=False)
    op.create_table(
        "organization_category",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), server_default="", nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["record.id"], name=op.f("fk_organization_category_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_category")),
        sa.UniqueConstraint(
            "organization_id", "category", name=op.f("uq_organization_category_organization_id_category")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_organization_category_category_organization_id"),
        "organization_category",
        ["category", "organization_id"],
        unique=False,
    )
    op.create_table(
        "organization_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("until", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["record.id"], name=op.f("fk_organization_name_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_organization_name_organization_id"), "organization_name", ["organization_id"], unique=False
    )
    op.create_table(
        "participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("post", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["record.id"], name=op.f("fk_participation_activity_id")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_participation_area_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_participation_official_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["record.id"], name=op.f("fk_participation_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["record.id"], name=op.f("fk_participation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_participation_activity_id"), "participation", ["activity_id"], unique=False)
    op.create_index(op.f("ix_participation_area_id"), "participation", ["area_id"], unique=False)
    op.create_index(op.f("ix_participation_official_id"), "participation", ["official_id"], unique=False)
    op.create_index(
        op.f("ix_participation_organization_id"), "participation", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_participation_person_id"), "participation", ["person_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("given_names", sa.Text(), server_default="", nullable=False),
        sa.Column("first_surname", sa.Text(), server_default="", nullable=False),
        sa.Column("second_surname", sa.Text(), server_default="", nullable=False),
        sa.Column("treatment", sa.Text(), server_default="", nullable=False),
        sa.Column("known_as", sa.Text(), server_default="", nullable=False),
        sa.Column("origin", sa.Text(), server_default="", nullable=False),
        sa.Column("leadership", sa.Text(), server_default="", nullable=False),
        sa.Column("consulate_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.Column("verified_on", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["consulate_id"], ["record.id"], name=op.f("fk_person_consulate_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_person_consulate_id"), "person", ["consulate_id"], unique=False)
    op.create_table(
        "phone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("e164", sa.Text(), server_default="", nullable=False),
        sa.Column("extension", sa.Text(), server_default="", nullable=False),
        sa.Column("use", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_phone_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_phone_e164"), "phone", ["e164"], unique=False)
    op.create_index(op.f("ix_phone_record_id"), "phone", ["record_id"], unique=False)
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("part", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["record.id"], name=op.f("fk_post_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_post_organization_id"), "post", ["organization_id"], unique=False)
    op.create_table(
        "record_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["record.id"], name=op.f("fk_record_link_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["record.id"], name=op.f("fk_record_link_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_link")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f("uq_record_link_from_id_to_id_kind")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_record_link_to_id"), "record_link", ["to_id"], unique=False)
    op.create_table(
        "record_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_record_tag_record_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_record_tag_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_tag")),
        sa.UniqueConstraint("record_id", "tag_id", name=op.f("uq_record_tag_record_id_tag_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_record_tag_tag_id"), "record_tag", ["tag_id"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["record.id"], name=op.f("fk_relation_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["record.id"], name=op.f("fk_relation_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_relation_from_id"), "relation", ["from_id"], unique=False)
    op.create_index(op.f("ix_relation_to_id"), "relation", ["to_id"], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("direction", sa.Text(), server_default="", nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("office_number", sa.Text(), server_default="", nullable=False),
        sa.Column("received_on", sa.Text(), server_default="", nullable=False),
        sa.Column("received_time", sa.Text(), server_default="", nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=True),
        sa.Column("sender_text", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("term_days", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("instruction", sa.Text(), server_default="", nullable=False),
        sa.Column("channelled_on", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_on", sa.Text(), server_default="", nullable=False),
        sa.Column("answer_number", sa.Text(), server_default="", nullable=False),
        sa.Column("receipt", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_request_area_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_request_id")),
        sa.ForeignKeyConstraint(["sender_id"], ["record.id"], name=op.f("fk_request_sender_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("direction", "year", "number", name=op.f("uq_request_direction_year_number")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_request_area_id"), "request", ["area_id"], unique=False)
    op.create_index(op.f("ix_request_sender_id"), "request", ["sender_id"], unique=False)
    op.create_index(op.f("ix_request_state_received_on"), "request", ["state", "received_on"], unique=False)
    op.create_table(
        "request_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_request_copy_area_id")),
        sa.ForeignKeyConstraint(["request_id"], ["record.id"], name=op.f("fk_request_copy_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_copy")),
        sa.UniqueConstraint("request_id", "area_id", name=op.f("uq_request_copy_request_id_area_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_request_copy_area_id"), "request_copy", ["area_id"], unique=False)
    op.create_table(
        "spoken_language",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["record.id"], name=op.f("fk_spoken_language_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_language")),
        sa.UniqueConstraint("person_id", "language", name=op.f("uq_spoken_language_person_id_language")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("results", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_tour_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_tour_official_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_tour_official_id"), "tour", ["official_id"], unique=False)
    op.create_table(
        "tour_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("zone", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_tour_stop_official_id")),
        sa.ForeignKeyConstraint(["tour_id"], ["record.id"], name=op.f("fk_tour_stop_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tour_stop")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tour_stop_official_id"), "tour_stop", ["official_id"], unique=False)
    op.create_index(op.f("ix_tour_stop_tour_id"), "tour_stop", ["tour_id"], unique=False)
    op.create_table(
        "work_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible", sa.Text(), server_default="", nullable=False),
        sa.Column("planned_on", sa.Text(), server_default="", nullable=False),
        sa.Column("done_on", sa.Text(), server_default="", nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["record.id"], name=op.f("fk_work_item_activity_id")),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_work_item_agreement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_work_item_activity_id"), "work_item", ["activity_id"], unique=False)
    op.create_index(op.f("ix_work_item_agreement_id"), "work_item", ["agreement_id"], unique=False)
    op.create_table(
        "activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("start_time", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_time", sa.Text(), server_default="", nullable=False),
        sa.Column("zone", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("city", sa.Text(), server_default="", nullable=False),
        sa.Column("country", sa.Text(), server_default="", nullable=False),
        sa.Column("link", sa.Text(), server_default="", nullable=False),
        sa.Column("modality", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("agenda", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes", sa.Text(), server_default="", nullable=False),
        sa.Column("attendance", sa.Integer(), nullable=True),
        sa.Column("nationalities", sa.Integer(), nullable=True),
        sa.Column("medium", sa.Text(), server_default="", nullable=False),
        sa.Column("impressions", sa.Integer(), nullable=True),
        sa.Column("interactions", sa.Integer(), nullable=True),
        sa.Column("of_others", sa.Boolean(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=True),
        sa.Column("tour_stop_id", sa.Integer(), nullable=True),
        sa.Column("series_uid", sa.Text(), server_default="", nullable=False),
        sa.Column("recurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("occurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("source", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_activity_id")),
        sa.ForeignKeyConstraint(["kind_id"], ["activity_kind.id"], name=op.f("fk_activity_kind_id")),
        sa.ForeignKeyConstraint(["tour_id"], ["record.id"], name=op.f("fk_activity_tour_id")),
        sa.ForeignKeyConstraint(["tour_stop_id"], ["tour_stop.id"], name=op.f("fk_activity_tour_stop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity")),
        sqlite_autoincrement=False,
    )
    op.create_index(op.f("ix_activity_kind_id"), "activity", ["kind_id"], unique=False)
    op.create_index(op.f("ix_activity_series_uid"), "activity", ["series_uid"], unique=False)
    op.create_index(
        op.f("ix_activity_start_on_start_time"), "activity", ["start_on", "start_time"], unique=False
    )
    op.create_index(op.f("ix_activity_tour_id"), "activity", ["tour_id"], unique=False)
    op.create_index(op.f("ix_activity_tour_stop_id"), "activity", ["tour_stop_id"], unique=False)
    op.create_table(
        "agreement_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), server_default="", nullable=False),
        sa.Column("entered_on", sa.Text(), server_default="", nullable=False),
        sa.Column("responsible", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["record.id"], name=op.f("fk_agreement_stage_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_agreement_stage_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_stage")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_agreement_stage_agreement_id_position"),
        "agreement_stage",
        ["agreement_id", "position"],
        unique=False,
    )
    op.create_index(op.f("ix_agreement_stage_document_id"), "agreement_stage", ["document_id"], unique=False)
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("signed_on", sa.Text(), server_default="", nullable=False),
        sa.Column("effective_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.Column("indefinite", sa.Boolean(), nullable=True),
        sa.Column("object", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_amendment_agreement_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_amendment_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_amendment_agreement_id"), "amendment", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_amendment_document_id"), "amendment", ["document_id"], unique=False)
    op.create_table(
        "document_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("piece", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_version_document_id")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_document_version_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_version")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_document_version_document_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_document_version_document_id"), "document_version", ["document_id"], unique=False
    )
    op.create_index(op.f("ix_document_version_piece"), "document_version", ["piece"], unique=False)
    op.create_index(op.f("ix_document_version_record_id"), "document_version", ["record_id"], unique=False)
    op.create_table(
        "holder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Text(), server_default="", nullable=False),
        sa.Column("end_on", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["record.id"], name=op.f("fk_holder_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_holder_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holder")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_holder_person_id"), "holder", ["person_id"], unique=False)
    op.create_index(op.f("ix_holder_post_id"), "holder", ["post_id"], unique=False)
    op.create_table(
        "obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=True),
        sa.Column("letter", sa.Text(), server_default="", nullable=False),
        sa.Column("what", sa.Text(), server_default="", nullable=False),
        sa.Column("side", sa.Text(), server_default="", nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("responsible", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Text(), server_default="", nullable=False),
        sa.Column("recurrence", sa.Text(), server_default="", nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("fulfilled_on", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_obligation_agreement_id")),
        sa.ForeignKeyConstraint(["clause_id"], ["clause.id"], name=op.f("fk_obligation_clause_id")),
        sa.ForeignKeyConstraint(["party_id"], ["agreement_party.id"], name=op.f("fk_obligation_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_obligation_agreement_id"), "obligation", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_obligation_clause_id"), "obligation", ["clause_id"], unique=False)
    op.create_index(
        "ix_obligation_open",
        "obligation",
        ["due_on"],
        unique=False,
        sqlite_where=sa.text("state IN ('pendiente', 'en curso')"),
    )
    op.create_index(op.f("ix_obligation_party_id"), "obligation", ["party_id"], unique=False)
    op.create_table(
        "signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("official_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("post", sa.Text(), server_default="", nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_signatory_agreement_id")),
        sa.ForeignKeyConstraint(["official_id"], ["official.id"], name=op.f("fk_signatory_official_id")),
        sa.ForeignKeyConstraint(["party_id"], ["agreement_party.id"], name=op.f("fk_signatory_party_id")),
        sa.ForeignKeyConstraint(["person_id"], ["record.id"], name=op.f("fk_signatory_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_signatory_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_signatory_agreement_id"), "signatory", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_signatory_official_id"), "signatory", ["official_id"], unique=False)
    op.create_index(op.f("ix_signatory_party_id"), "signatory", ["party_id"], unique=False)
    op.create_index(op.f("ix_signatory_person_id"), "signatory", ["person_id"], unique=False)
    op.create_index(op.f("ix_signatory_post_id"), "signatory", ["post_id"], unique=False)
    op.create_table(
        "amendment_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("change", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["record.id"], name=op.f("fk_amendment_party_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["amendment_id"], ["amendment.id"], name=op.f("fk_amendment_party_amendment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["record.id"], name=op.f("fk_amendment_party_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment_party")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_amendment_party_agreement_id"), "amendment_party", ["agreement_id"], unique=False
    )
    op.create_index(
        op.f("ix_amendment_party_amendment_id"), "amendment_party", ["amendment_id"], unique=False
    )
    op.create_index(
        op.f("ix_amendment_party_organization_id"), "amendment_party", ["organization_id"], unique=False
    )
    op.create_table(
        "fulfilment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Text(), server_default="", nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["record.id"], name=op.f("fk_fulfilment_agreement_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_fulfilment_document_id")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_fulfilment_obligation_id")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_fulfilment_record_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fulfilment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fulfilment_agreement_id"), "fulfilment", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_fulfilment_document_id"), "fulfilment", ["document_id"], unique=False)
    op.create_index(op.f("ix_fulfilment_obligation_id"), "fulfilment", ["obligation_id"], unique=False)
    op.create_index(op.f("ix_fulfilment_record_id"), "fulfilment", ["record_id"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE matter_index USING fts5(words, facets, content='matter_document', "
        "content_rowid='place', tokenize=\"ascii tokenchars '=_'\", detail=none, columnsize=0, prefix='1 2 3 "
        "4')"
    )
    op.execute("INSERT INTO matter_index(matter_index, rank) VALUES ('secure-delete', 1)")
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, facets, content='search_document', "
        "content_rowid='place', tokenize=\"ascii tokenchars '=_'\", detail=none, columnsize=0, prefix='1 2 3 "
        "4')"
    )
    op.execute("INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)")
