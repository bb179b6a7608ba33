namespace Pantheon.Embedded.Engine;

/// <summary>The engine's tables. Times are UTC ticks.</summary>
internal static class Schema
{
    internal const string Create = """
        CREATE TABLE IF NOT EXISTS durable_instances (
            instance_id TEXT PRIMARY KEY, execution_id TEXT NOT NULL, name TEXT NOT NULL, status INTEGER NOT NULL,
            created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            input TEXT, output TEXT, custom_status TEXT, failure TEXT, parent TEXT, parent_id TEXT, started INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS durable_instances_by_age ON durable_instances (created_at, instance_id);
        CREATE INDEX IF NOT EXISTS durable_instances_by_parent ON durable_instances (parent_id) WHERE parent_id IS NOT NULL;
        CREATE TABLE IF NOT EXISTS durable_history (
            instance_id TEXT NOT NULL, seq INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (instance_id, seq)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS durable_messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, execution_id TEXT, visible_at INTEGER NOT NULL,
            timer_id INTEGER, event TEXT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS durable_messages_by_instance ON durable_messages (instance_id, id);
        CREATE INDEX IF NOT EXISTS durable_messages_by_time ON durable_messages (visible_at);
        CREATE TABLE IF NOT EXISTS durable_tasks (
            id INTEGER PRIMARY KEY AUTOINCREMENT, instance_id TEXT NOT NULL, execution_id TEXT NOT NULL, task_id INTEGER NOT NULL,
            name TEXT NOT NULL, input TEXT
        );
        CREATE INDEX IF NOT EXISTS durable_tasks_by_instance ON durable_tasks (instance_id);
        CREATE TABLE IF NOT EXISTS durable_schedules (
            name TEXT PRIMARY KEY, last INTEGER NOT NULL, next INTEGER NOT NULL, last_updated INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;
}
