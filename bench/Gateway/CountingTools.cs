using System.ComponentModel;
using ModelContextProtocol.Server;

namespace AgentStack.GatewayBench;

/// <summary>Tools that write down each of their runs before they answer, so that a kill loses none.</summary>
internal sealed class CountingTools(RunLog runs)
{
    /// <summary>May be run once.</summary>
    public const string Record = "record";

    /// <summary>May be run again.</summary>
    public const string Look = "look";

    [McpServerTool(Name = Record, ReadOnly = false, Idempotent = false), Description("Counts a run that may not be repeated.")]
    public string RecordRun([Description("Which call it is.")] string id) => Run(id);

    [McpServerTool(Name = Look, ReadOnly = true), Description("Counts a run that may be repeated.")]
    public string LookRun([Description("Which call it is.")] string id) => Run(id);

    private string Run(string id)
    {
        runs.Add(id);
        return id;
    }
}
