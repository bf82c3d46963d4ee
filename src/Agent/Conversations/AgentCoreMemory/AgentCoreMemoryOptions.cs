using System.Text.RegularExpressions;
using AgentStack.Settings;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>Which memory of AgentCore keeps conversations: the section <c>Conversations:Memory</c>.</summary>
internal sealed partial class AgentCoreMemoryOptions
{
    public const string Section = "Conversations:Memory";

    /// <summary>The memory's id, such as <c>my_memory-AbCdEf1234</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Whose sessions they are in that memory. Two agents that share one take a name each.</summary>
    public string ActorId { get; set; } = "agent";

    /// <summary>For one reading or writing of a session, with all that the SDK tries again.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <param name="reader">Gathers what is wrong.</param>
    /// <param name="isChosen">Whether conversations are kept there, so that the id must be known.</param>
    public static AgentCoreMemoryOptions Read(SettingsReader reader, bool isChosen) =>
        reader.Read<AgentCoreMemoryOptions>(Section, options => options.Problems(isChosen));

    private IEnumerable<(string Key, string Rule)> Problems(bool isChosen)
    {
        if (string.IsNullOrEmpty(Id) && isChosen)
            yield return (nameof(Id), "is missing: the id of an AgentCore memory, such as my_memory-AbCdEf1234");

        if (!string.IsNullOrEmpty(Id) && !IdForm().IsMatch(Id))
            yield return (nameof(Id), $"is \"{Id}\", which is no memory's id, such as my_memory-AbCdEf1234 (not its ARN or name)");

        if (ActorId.Length > 255 || !ActorForm().IsMatch(ActorId))
            yield return (nameof(ActorId), "must be 1 to 255 letters, digits, '-', '_', '/' or ':', beginning with a letter or digit");

        if (Timeout <= TimeSpan.Zero)
            yield return (nameof(Timeout), "must be above zero, such as 00:00:30");
    }

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9]{10}\z", RegexOptions.NonBacktracking)]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9-_/]*(:[a-zA-Z0-9-_/]+)*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ActorForm();
}
