using System.Text.Json;
using AgentStack.RemoteMcp;
using AgentStack.RemoteMcp.Connections;
using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Tools;

/// <summary>A remote tool as a function of the kernel. It outlives the connection: each call uses the one that is open then.</summary>
internal sealed class RemoteToolFunction(string name, RemoteTool tool, RemoteMcpServer server, int maxResultLength) : AIFunction
{
    public override string Name => name;

    public override string Description => tool.Description;

    public override JsonElement JsonSchema { get; } = ToolSchema.Normalise(tool.InputSchema);

    /// <summary>A <see cref="ToolOutcome"/>, also when the server cannot be reached: the model shall know.</summary>
    protected override async ValueTask<object?> InvokeCoreAsync(
        AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        try
        {
            var sent = arguments.ToDictionary(argument => argument.Key, argument => argument.Value);
            var result = await server.CallToolAsync(tool, sent, CallerContext.Current, cancellationToken);
            return ToolResultText.ToOutcome(result, maxResultLength) with { Result = result };
        }
        catch (RemoteMcpException e)
        {
            return ToolOutcome.Error(e.Message);
        }
    }
}
