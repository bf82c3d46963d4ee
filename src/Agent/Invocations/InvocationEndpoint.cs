using System.Buffers;
using AgentStack.Agent.Turns;

namespace AgentStack.Agent.Invocations;

/// <summary><c>POST /invocations</c>: a prompt in, an answer out, as JSON or as a stream. Never 406, never 415.</summary>
internal sealed partial class InvocationEndpoint(TurnRunner turns, ILogger<InvocationEndpoint> logger)
{
    private const string EventStream = "text/event-stream";

    public async Task HandleAsync(HttpContext http)
    {
        var context = InvocationContext.From(http.Request.Headers);
        using var scope = logger.BeginScope(
            new Dictionary<string, object> { ["requestId"] = context.RequestId, ["sessionId"] = context.SessionId.Value });

        var body = InvocationBodyParser.Parse(await ReadAsync(http.Request, http.RequestAborted));
        if (body.Error is { } error)
        {
            Log.Refused(logger, error.Error);
            await http.Response.WriteJsonAsync(StatusCodes.Status400BadRequest, error, InvocationJson.Default.InvocationError);
            return;
        }

        var isStream = body.WantsStream
            || http.Request.Headers.Accept.Any(accept => accept?.Contains(EventStream, StringComparison.OrdinalIgnoreCase) == true);
        ITurnAnswer answer = isStream ? new StreamedAnswer(http.Response) : new JsonAnswer(http.Response);
        await RunAsync(new TurnRequest(body.Prompt, context.SessionId, context.RequestId), answer, http.RequestAborted);
    }

    private async Task RunAsync(TurnRequest request, ITurnAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            await answer.BeginAsync(cancellationToken);
            await turns.RunAsync(request, answer, cancellationToken);
            await answer.EndAsync(request, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            Log.CallerGone(logger);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                pipe.AdvanceTo(read.Buffer.End);
                return body;
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "Request refused: {Error}")]
        public static partial void Refused(ILogger logger, string error);

        [LoggerMessage(1002, LogLevel.Information, "The caller went away; the turn was stopped and is not kept")]
        public static partial void CallerGone(ILogger logger);
    }
}
