"""Names of parties and clients are compared by more than before: their keys are made anew."""

from tortoise import migrations
from tortoise.migrations import operations as ops

from portal.matters.party_names import key_of, keys_of


async def rekey(apps, editor):
    for row in await editor.client.execute_query_dict('select "id", "name", "key" from "party"'):
        if (key := key_of(row["name"])) != row["key"]:
            await write(editor, "party", row["id"], key)
    await rekey_mandates(editor)


async def rekey_mandates(editor):
    """Each client once under every key of its name, whatever keys it was kept under."""
    columns = '"firm_id", "person_id", "name", "uscc", "since", "until", "evidence"'
    rows = await editor.client.execute_query_dict(
        f'select "id", "key", {columns} from "mandate" order by "id"'
    )
    kept = {}
    for row in rows:
        same = tuple(value for name, value in row.items() if name not in ("id", "key"))
        kept.setdefault(same, []).append(row)
    for same, found in kept.items():
        wanted = keys_of(found[0]["name"])
        missing = sorted(wanted - {row["key"] for row in found})
        stale = [row["id"] for row in found if row["key"] not in wanted]
        for mandate, key in zip(stale, missing):
            await write(editor, "mandate", mandate, key)
        for key in missing[len(stale) :]:
            await editor.client.execute_script(
                f'insert into "mandate" ("key", {columns}) select {quoted(key)}, {columns}'
                f' from "mandate" where "id" = {int(found[0]["id"])}'
            )


async def write(editor, table, number, key):
    await editor.client.execute_script(
        f'update "{table}" set "key" = {quoted(key)} where "id" = {int(number)}'
    )


def quoted(key):
    """The key as SQL, whatever signs a name has left in it."""
    return "'" + key.replace("'", "''") + "'"


class Migration(migrations.Migration):
    dependencies = [("portal", "0013_appointments")]

    initial = False

    operations = [ops.RunPython(rekey, ops.RunPython.noop)]
