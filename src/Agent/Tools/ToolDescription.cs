using AgentStack.RemoteMcp.Connections;

namespace AgentStack.Agent.Tools;

/// <summary>What the model is told that a tool is for.</summary>
internal static class ToolDescription
{
    /// <summary>Characters of the server's own words. Bedrock sets no limit; every request carries and pays for them.</summary>
    public const int MaxLength = 8000;

    private const int LongestNotes = 4000;

    /// <param name="tool">As its server describes it.</param>
    /// <param name="notes">What its schema says that has no other place.</param>
    public static string Of(RemoteTool tool, IReadOnlyList<string> notes)
    {
        var said = ModelText.Cut(ModelText.Clean(tool.Description), MaxLength, "description");
        if (said.Length == 0)
            said = $"The tool '{ModelText.Cut(ModelText.Clean(tool.Name), 100, "name")}' of the server '{tool.Server}'.";

        return notes.Count == 0
            ? said
            : $"{said}\n{ModelText.Cut(string.Join(' ', notes.Distinct(StringComparer.Ordinal)), LongestNotes, "notes")}";
    }
}
