using System.Text.Json;
using AgentStack.Agent.Tools.Results;
using AgentStack.Agent.Tools.Schemas;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tools;

/// <summary>A remote tool as a function of the kernel. It outlives the connection: each call uses the one that is open then.</summary>
internal sealed class RemoteToolFunction(
    string name, RemoteTool tool, OfferedSchema schema, RemoteMcpServer server, ToolResult results) : AIFunction
{
    public override string Name => name;

    public override string Description { get; } = ToolDescription.Of(tool, schema.Notes);

    public override JsonElement JsonSchema => schema.Json;

    /// <summary>A <see cref="ToolOutcome"/>, also when the server cannot be reached: the model shall know.</summary>
    protected override async ValueTask<object?> InvokeCoreAsync(
        AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            var sent = schema.Restore(arguments);
            var result = await server.CallToolAsync(tool, sent, CallerContext.Current, cancellationToken);
            return results.ToOutcome(result) with { Result = result };
        }
        catch (RemoteMcpException e)
        {
            return ToolOutcome.Error(e.Message);
        }
    }
}
