using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SdkServer = ModelContextProtocol.Server.McpServer;

namespace AgentStack.McpServer.Tests;

/// <summary>Tools that do what the product's own do not: report progress, wait, fail, and take all kinds of arguments.</summary>
internal sealed class OddTools
{
    private readonly TaskCompletionSource _waiting = new();
    private readonly TaskCompletionSource _cancelled = new();
    private int _calls;

    /// <summary>Done when <c>odd_wait</c> was called.</summary>
    public Task Waiting => _waiting.Task;

    /// <summary>Done when the cancellation of the call reached <c>odd_wait</c>.</summary>
    public Task Cancelled => _cancelled.Task;

    public int Calls => _calls;

    [McpServerTool(Name = "odd_progress"), Description("Reports progress three times.")]
    public static string ReportProgress(IProgress<ProgressNotificationValue> progress)
    {
        for (var step = 1; step <= 3; step++)
            progress.Report(new ProgressNotificationValue { Progress = step, Total = 3, Message = $"step {step}" });

        return "done";
    }

    [McpServerTool(Name = "odd_failure"), Description("Fails as a defect does.")]
    public static string Fail() => throw new InvalidOperationException("secret at /srv/app/secret.cs");

    [McpServerTool(Name = "odd_refusal"), Description("Fails with a protocol error.")]
    public static string Refuse() => throw new McpProtocolException("Not like this", McpErrorCode.InvalidParams);

    [McpServerTool(Name = "odd_timeout"), Description("Fails because something inside it was cancelled.")]
    public static string TimeOut() => throw new TaskCanceledException("secret address");

    [McpServerTool(Name = "odd_number"), Description("Returns a number that JSON has no word for.")]
    public static double NonFinite() => double.PositiveInfinity;

    [McpServerTool(Name = "odd_question"), Description("Asks the client, which a stateless server cannot.")]
    public static async Task<string> AskAsync(SdkServer server, CancellationToken cancellationToken)
    {
        await server.SendRequestAsync(new JsonRpcRequest { Method = "elicitation/create" }, cancellationToken);
        return "unreachable";
    }

    [McpServerTool(Name = "odd_input"), Description("Asks the user who they are.")]
    public static string AskUser(RequestContext<CallToolRequestParams> context) =>
        context.Params?.InputResponses?.TryGetValue("who", out var who) == true
            ? $"{who.RawValue.GetProperty("content").GetProperty("name")} {context.Params.RequestState}"
            : throw new InputRequiredException(new Dictionary<string, InputRequest> { ["who"] = new() { Method = "elicitation/create" } }, "s");

    [McpServerTool(Name = "odd_log"), Description("Logs to the caller.")]
    public static async Task<string> LogAsync(SdkServer server, CancellationToken cancellationToken)
    {
        foreach (var level in new[] { LoggingLevel.Info, LoggingLevel.Warning, LoggingLevel.Error })
        {
            await server.SendNotificationAsync(
                NotificationMethods.LoggingMessageNotification,
                new LoggingMessageNotificationParams { Level = level, Data = JsonSerializer.SerializeToElement("words") },
                cancellationToken: cancellationToken);
        }

        return "logged";
    }

    [McpServerTool(Name = "odd_region"), Description("Wants an argument repeated in a header.")]
    public static string Region([McpHeader("Region"), Description("A region.")] string region) => region;

    [McpServerTool(Name = "odd_arguments"), Description("Takes all kinds of arguments.")]
    public static string Arguments(
        [Description("Whole."), Range(1, 10)] int count,
        [Description("A truth.")] bool flag,
        [Description("Words."), MaxLength(2)] string[] words,
        [Description("A point.")] OddPoint? point = null,
        [Description("Short."), MaxLength(3)] string label = "") => $"{count} {flag} {words.Length} {point?.X} {label}";

    [McpServerTool(Name = "odd_caller"), Description("Names the caller.")]
    public static string Caller(RequestContext<CallToolRequestParams> context) =>
        context.User?.FindFirst("client_id")?.Value ?? "nobody";

    [McpServerTool(Name = "odd_count"), Description("Counts its calls.")]
    public int Count() => Interlocked.Increment(ref _calls);

    [McpServerTool(Name = "odd_wait"), Description("Waits until the call is cancelled.")]
    public async Task<string> WaitAsync(
        IProgress<ProgressNotificationValue> progress,
        [Description("Whether it reports progress first.")] bool reporting = false,
        CancellationToken cancellationToken = default)
    {
        if (reporting)
            progress.Report(new ProgressNotificationValue { Progress = 1 });

        _waiting.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cancelled.TrySetResult();
        cancellationToken.ThrowIfCancellationRequested();
        return "unreachable";
    }
}
