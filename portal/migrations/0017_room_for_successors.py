"""Several opinions on one draft: a later one takes the place of an earlier one.

SQLite cannot drop a constraint; the table is made anew as https://sqlite.org/lang_altertable.html
(section 7) has it. That is why this migration is not one transaction with others: foreign keys can
be let go outside of transactions only, and with them on, dropping the old table would take with it
all that refers to it. Run twice, the second time finds nothing to do.
"""

import re

from tortoise import migrations
from tortoise.migrations import operations as ops

UNIQUE = re.compile(r',\s*CONSTRAINT "\w+" UNIQUE \("matter_id", "draft_id"\)')
ANEW = """
pragma foreign_keys = off;
begin immediate;
{made};
insert into "new__opinion" select * from "opinion";
drop table "opinion";
alter table "new__opinion" rename to "opinion";
{indexes}
commit;
pragma foreign_keys = on;
"""


class LetGo(ops.RemoveConstraint):
    """Drops the constraint, on SQLite with the table."""

    async def database_forward(self, app_label, old_state, new_state, state_editor=None):
        if state_editor is None or state_editor.DIALECT != "sqlite":
            await super().database_forward(app_label, old_state, new_state, state_editor)
            return
        client = state_editor.client
        rows = await client.execute_query_dict(
            "select type, sql from sqlite_master where tbl_name = 'opinion' and sql is not null"
        )
        made = next(row["sql"] for row in rows if row["type"] == "table")
        if UNIQUE.search(made):
            named = UNIQUE.sub("", made).replace('"opinion"', '"new__opinion"', 1)
            indexes = "".join(f"{row['sql']};\n" for row in rows if row["type"] == "index")
            await client.execute_script(ANEW.format(made=named, indexes=indexes))


class Migration(migrations.Migration):
    dependencies = [("portal", "0016_seals")]

    initial = False
    atomic = False

    operations = [LetGo(model_name="Opinion", fields=["matter", "draft"])]
