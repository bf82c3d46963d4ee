using System.CommandLine;
using System.Globalization;
using AgentStack.Settings;

namespace AgentStack.DevStack;

/// <summary>The options of the command line beside the agent's own.</summary>
internal sealed record StackOptions(int AgentPort, int McpPort, int AwsPort, bool HasGateway, Uri? ModelEndpoint, string? ModelName)
{
    public static readonly Option<string?> Port = new("--port") { Description = "The agent's port: 8080 with serve, else any free one." };
    public static readonly Option<string?> Mcp = new("--mcp-port") { Description = "The MCP server's port: 8000 with serve, else any free one." };
    public static readonly Option<string?> Aws = new("--aws-port") { Description = "The AWS stand-in's port: 4580 with serve, else any free one." };
    public static readonly Option<bool> Gateway = new("--gateway")
    {
        Description = "A gateway between the agent and the MCP server, each with a token of its own.",
    };
    public static readonly Option<string?> Endpoint = new("--model-endpoint")
    {
        Description = "An OpenAI-compatible server (Ollama, LM Studio, vLLM) in place of the offline model, such as http://localhost:11434/v1.",
    };
    public static readonly Option<string?> Model = new("--model") { Description = "The model of that server, such as qwen3." };

    private const int ServingAgentPort = 8080;
    private const int ServingMcpPort = 8000;
    private const int ServingAwsPort = 4580;

    public static IReadOnlyList<Option> All { get; } = [Port, Mcp, Aws, Gateway, Endpoint, Model];

    /// <param name="command">The command line.</param>
    /// <param name="isServing">Whether the well-known ports are wanted.</param>
    /// <exception cref="SettingsException">The options make no sense together.</exception>
    public static StackOptions From(ParseResult command, bool isServing) => new(
        ReadPort(command, Port, isServing ? ServingAgentPort : 0),
        ReadPort(command, Mcp, isServing ? ServingMcpPort : 0),
        ReadPort(command, Aws, isServing ? ServingAwsPort : 0),
        command.GetValue(Gateway),
        ReadEndpoint(command),
        command.GetValue(Model));

    private static int ReadPort(ParseResult command, Option<string?> option, int otherwise)
    {
        if (command.GetValue(option) is not { } text)
            return otherwise;

        return ushort.TryParse(text, CultureInfo.InvariantCulture, out var port)
            ? port
            : throw new UsageException($"{option.Name} \"{text}\" is no port; pass a number from 0 (any free one) to 65535");
    }

    private static Uri? ReadEndpoint(ParseResult command)
    {
        if (command.GetValue(Endpoint) is not { } text)
        {
            return command.GetValue(Model) is null
                ? null
                : throw new UsageException($"{Endpoint.Name} is missing: {Model.Name} names a model of that server");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new UsageException($"{Endpoint.Name} \"{text}\" is no http address; pass one such as http://localhost:11434/v1");

        return command.GetValue(Model) is { Length: > 0 }
            ? endpoint
            : throw new UsageException($"{Model.Name} is missing: name the model that {endpoint} is to run");
    }
}
