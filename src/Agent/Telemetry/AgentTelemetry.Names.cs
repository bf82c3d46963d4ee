using AgentStack.Telemetry;

namespace AgentStack.Agent.Telemetry;

/// <content>
/// The words of https://github.com/open-telemetry/semantic-conventions-genai, and ours where it has none.
/// </content>
internal sealed partial class AgentTelemetry
{
    private const string ServiceType = "aws.service.type";
    private const string ServiceTypeAgent = "gen_ai_agent";

    /// <summary>How the process calls itself in what it sends.</summary>
    public static readonly TelemetryIdentity Identity = new("AgentStack.Agent", "agentstack-agent")
    {
        Attributes = new Dictionary<string, object> { [ServiceType] = ServiceTypeAgent },
    };

    private static class Operations
    {
        public const string Turn = "invoke_agent";
        public const string Chat = "chat";
        public const string Tool = "execute_tool";
    }

    private static class Tags
    {
        public const string Operation = "gen_ai.operation.name";
        public const string Provider = "gen_ai.provider.name";

        /// <summary>What <see cref="Provider"/> was called before; AWS's own tools still look for it.</summary>
        public const string System = "gen_ai.system";

        public const string AgentName = "gen_ai.agent.name";
        public const string Conversation = "gen_ai.conversation.id";
        public const string RequestModel = "gen_ai.request.model";
        public const string Temperature = "gen_ai.request.temperature";
        public const string MaxTokens = "gen_ai.request.max_tokens";
        public const string Stream = "gen_ai.request.stream";
        public const string FinishReasons = "gen_ai.response.finish_reasons";
        public const string FirstChunk = "gen_ai.response.time_to_first_chunk";

        /// <summary>All that was read, also from the cache and into it.</summary>
        public const string InputTokens = "gen_ai.usage.input_tokens";
        public const string OutputTokens = "gen_ai.usage.output_tokens";
        public const string CacheReadTokens = "gen_ai.usage.cache_read.input_tokens";
        public const string CacheWriteTokens = "gen_ai.usage.cache_write.input_tokens";
        public const string TokenType = "gen_ai.token.type";

        public const string ToolName = "gen_ai.tool.name";
        public const string ToolType = "gen_ai.tool.type";
        public const string ToolCallId = "gen_ai.tool.call.id";
        public const string ToolArguments = "gen_ai.tool.call.arguments";
        public const string ToolResult = "gen_ai.tool.call.result";

        public const string Instructions = "gen_ai.system_instructions";
        public const string InputMessages = "gen_ai.input.messages";
        public const string OutputMessages = "gen_ai.output.messages";

        public const string ErrorType = "error.type";

        public const string RequestId = "agentstack.request.id";
        public const string ModelCalls = "agentstack.model.calls";
        public const string Cost = "agentstack.cost_usd";
        public const string ToolServer = "agentstack.tool.server";
    }

    private static class Values
    {
        public const string Bedrock = "aws.bedrock";
        public const string Function = "function";
        public const string Input = "input";
        public const string Output = "output";

        /// <summary>For what would be a value of its own each time: a tool that the model made up.</summary>
        public const string Other = "_OTHER";

        public const string Cancelled = "cancelled";
        public const string ToolError = "tool_error";
        public const string Approval = "approval";
    }

    private static class Buckets
    {
        public static readonly double[] Seconds =
            [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];

        public static readonly double[] TurnSeconds =
            [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 102.4, 204.8, 409.6];

        public static readonly long[] Tokens =
            [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
    }
}
