using System.CommandLine;

namespace AgentStack.Agent.Commands;

/// <summary>What a command wants of the agent that is made for it.</summary>
/// <param name="Settings">Configuration as arguments, such as <c>--Model:Id=…</c>.</param>
/// <param name="IsServing">Whether the agent is to listen; otherwise its log stays out of the way of the answer.</param>
/// <param name="Command">The command line, for options that the maker has added.</param>
public sealed record AgentRequest(string[] Settings, bool IsServing, ParseResult Command)
{
    /// <summary>A person comes back to the conversation: it is kept in a file, unless the settings say where.</summary>
    public bool IsConversation { get; init; }

    /// <summary>The command looks at settings, tokens or tools: no agent has to run for it.</summary>
    public bool IsLook { get; init; }

    /// <summary>Changes the configuration when all of it is there, as its last word.</summary>
    public Action<IConfigurationManager>? Overlay { get; init; }

    /// <summary>The agent is only looked at: it is built as far as its settings allow, and neither started nor served.</summary>
    public bool IsDiagnosis { get; init; }
}
