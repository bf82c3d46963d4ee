namespace AgentStack.Agent.Tests.Conversations;

/// <summary>Session ids that a store may take for something else, or for each other.</summary>
internal static class HostileIds
{
    private static readonly Dictionary<string, string> ByName = new()
    {
        ["plain"] = "session",
        ["upper case"] = "SESSION",
        ["space after"] = "session ",
        ["space before"] = " session",
        ["line feed after"] = "session\n",
        ["nul after"] = "session\0",
        ["nul within"] = "ses\0sion",
        ["full width"] = "ｓession",
        ["composed"] = "caf\u00e9",
        ["decomposed"] = "cafe\u0301",
        ["emoji"] = "👩‍👩‍👧 turn",
        ["right to left"] = "\u202eabc",
        ["half a pair"] = "a\ud800b",
        ["another half"] = "a\udc00b",
        ["replacement"] = "a\ufffdb",
        ["control characters"] = "\u0001\t\r\n\u001b[2J\u007f",
        ["wildcard"] = "*",
        ["pattern"] = "ses*?[a-z]",
        ["sql pattern"] = "ses%_",
        ["sql"] = "'; DROP TABLE turns; --",
        ["quote"] = "\"session\"",
        ["path"] = "../../etc/passwd",
        ["windows path"] = @"..\..\CON",
        ["slash"] = "session/1",
        ["colon"] = "session:turns",
        ["hash tag"] = "{session}",
        ["open brace"] = "a}{b",
        ["percent"] = "session%00",
        ["dot"] = ".",
        ["empty"] = "",
        ["space"] = " ",
        ["dash"] = "-",
        ["as a hash of ours"] = "sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        ["100 long"] = new('s', 100),
        ["101 long"] = new('s', 101),
        ["10 KB"] = new('s', 10_240),
        ["10 KB with another end"] = new string('s', 10_239) + "t",
    };

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    public static IReadOnlyCollection<string> All => ByName.Values;

    public static string Named(string name) => ByName[name];
}
