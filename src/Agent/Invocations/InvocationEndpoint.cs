using System.Text;

namespace AgentStack.Agent.Invocations;

/// <summary><c>POST /invocations</c>: a prompt in, an answer out, as JSON or as a stream. Never 406, never 415.</summary>
internal sealed partial class InvocationEndpoint(TurnAdmission turns, ILogger<InvocationEndpoint> logger)
{
    private const string EventStream = "text/event-stream";

    public async Task HandleAsync(HttpContext http)
    {
        var context = InvocationContext.From(http.Request.Headers);
        using var scope = logger.BeginScope(context.ToScope());
        try
        {
            await AnswerAsync(http, context, http.RequestAborted);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.CallerGone(logger);
        }
    }

    private async Task AnswerAsync(HttpContext http, InvocationContext context, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(http.Request, cancellationToken);
        if ((body.Error ?? (body.AsksNothing ? InvocationBody.NoPrompt.Error : null)) is { } error)
        {
            Log.Refused(logger, error.Error);
            await http.Response.WriteJsonAsync(StatusCodes.Status400BadRequest, error, InvocationJson.Default.InvocationError);
            return;
        }

        var request = context.ToTurn(body);
        ITurnAnswer answer = WantsStream(http.Request, body) ? new StreamedAnswer(http.Response) : new JsonAnswer(http.Response);
        await answer.BeginAsync(cancellationToken);
        await turns.RunAsync(request, answer, cancellationToken);
        await answer.EndAsync(request, cancellationToken);
    }

    private static bool WantsStream(HttpRequest request, InvocationBody body) =>
        body.WantsStream
        || request.Headers.Accept.Any(accept => accept?.Contains(EventStream, StringComparison.OrdinalIgnoreCase) == true);

    // The bytes are given back before the turn begins: it may take long, and needs the prompt only.
    private static async Task<InvocationBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var buffer = await BodyBuffer.ReadAsync(request.BodyReader, cancellationToken);
            return InvocationBodyParser.Parse(buffer.ToSequence());
        }
        catch (DecoderFallbackException)
        {
            return InvocationBodyParser.InvalidEncoding();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Warning, "Request refused: {Error}")]
        public static partial void Refused(ILogger logger, string error);

        [LoggerMessage(1002, LogLevel.Information, "The caller went away; the turn was stopped")]
        public static partial void CallerGone(ILogger logger);
    }
}
