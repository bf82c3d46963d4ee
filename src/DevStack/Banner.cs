using AgentStack.LocalAws;

namespace AgentStack.DevStack;

/// <summary>What a person needs to know of a stack that is up: where it is, what answers, what to type next.</summary>
internal sealed class Banner(LocalAwsServer aws, Seed seed, StackOptions options, Uri mcpServer)
{
    public string Short(Uri agent) => $"""
        AgentStack on this machine: agent {Trim(agent)}, {Server} {Trim(mcpServer)}/mcp, AWS stand-in {Trim(aws.Address)}
        {Model}

        """;

    /// <summary>Can be pasted into a shell as a whole: what is not a command is a comment.</summary>
    public string Serving(Uri agent) => $$"""
        # AgentStack is up; Ctrl+C ends it.
        #   agent         {{Trim(agent)}}        POST /invocations, GET /ws, /ping, /health/ready
        #   {{Server,-10}}    {{Trim(mcpServer)}}/mcp    asks for a bearer token
        #   AWS stand-in  {{Trim(aws.Address)}}        SSM, Cognito, Bedrock, AgentCore
        # {{Model}}

        # Ask the agent:
        curl -d '{"prompt":"What is 6*7?"}' {{Trim(agent)}}/invocations
        curl -N -H 'Accept: text/event-stream' -d '{"prompt":"What is 6*7?"}' {{Trim(agent)}}/invocations
        curl -H 'X-Amzn-Bedrock-AgentCore-Runtime-Session-Id: my-session' -d '{"prompt":"What is 6*7?"}' {{Trim(agent)}}/invocations
        curl {{Trim(agent)}}/health/ready

        # Point any AWS SDK or the AWS CLI at the stand-in:
        {{string.Join(Environment.NewLine, aws.Environment.Select(variable => $"export {variable.Key}={variable.Value}"))}}
        aws ssm get-parameters-by-path --path /app/mcp/tools --with-decryption
        printf '{"prompt":"What is 6*7?"}' | aws bedrock-agentcore invoke-agent-runtime --payload fileb:///dev/stdin \
          --agent-runtime-arn {{seed.AgentRuntimeArn}} /dev/stdout

        # An agent of your own on all this, with the exports above: dotnet run --project src/Agent -- chat --McpServers:tools:Auth=M2M

        # A machine-to-machine token, and the MCP server's tools through the AgentCore front door:
        TOKEN=$(curl -s -u {{seed.ClientId}}:{{seed.ClientSecret}} -d grant_type=client_credentials \
          {{aws.UserPool.TokenEndpoint}} | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
        curl -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
          -H 'Accept: application/json, text/event-stream' -d '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' \
          '{{Trim(aws.Address)}}/runtimes/{{Uri.EscapeDataString(seed.McpRuntimeArn)}}/invocations?qualifier=DEFAULT'

        """;

    private string Server => options.HasGateway ? "gateway" : "MCP server";

    private string Model => options.ModelEndpoint is { } endpoint
        ? $"The model is {options.ModelName} at {endpoint}, behind the Bedrock stand-in."
        : "The model is the offline one: it can call tools but knows nothing. For a real one without an account:"
            + $" {StackOptions.Endpoint.Name} http://localhost:11434/v1 {StackOptions.Model.Name} NAME (Ollama, LM Studio, vLLM).";

    private static string Trim(Uri address) => address.AbsoluteUri.TrimEnd('/');
}
