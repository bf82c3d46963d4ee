namespace StackExchange.Redis;

[Flags]
public enum CommandFlags
{
    None = 0,
    NoScriptCache = 512,
}
