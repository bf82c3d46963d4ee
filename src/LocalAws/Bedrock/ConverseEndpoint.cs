using System.Text.Json;
using AgentStack.LocalAws.Bedrock.Caching;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Bedrock.Guardrails;
using AgentStack.LocalAws.Bedrock.Streaming;
using AgentStack.LocalAws.Bedrock.Validation;
using AgentStack.LocalAws.Faults;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.Bedrock;

/// <summary>Reads, checks and answers a conversation, whole or as a stream.</summary>
internal sealed class ConverseEndpoint(GuardedModel model, TimeProvider clock)
{
    private const string Broken = "The model failed while it answered. Try your request again.";

    public Task AnswerAsync(HttpContext context) => HandleAsync(context, WriteAnswerAsync);

    public Task StreamAsync(HttpContext context) => HandleAsync(context, WriteStreamAsync);

    private static async Task HandleAsync(HttpContext context, Func<HttpContext, ConverseCall, Task> writeAsync)
    {
        try
        {
            await writeAsync(context, await ReadAsync(context));
        }
        catch (ConverseException failure) when (!context.Response.HasStarted)
        {
            await context.Response.WriteRestJsonAsync(failure.Error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: nobody is left to tell.
        }
    }

    private static async Task<ConverseCall> ReadAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var request = body.RootElement.Clone();
            var modelId = ModelId(context);
            var error = ConverseValidator.Validate(request) ?? CachePointRules.Find(modelId, request);
            return error is null ? ConverseCallReader.Read(modelId, request) : throw new ConverseException(error);
        }
        catch (JsonException)
        {
            throw new ConverseException(BedrockErrors.Create(
                BedrockErrors.Validation,
                "The request body is not valid JSON. Send one JSON object and try again."));
        }
    }

    // Kestrel has unescaped all of the path but the slashes.
    private static string ModelId(HttpContext context) =>
        ((string)context.Request.RouteValues["modelId"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private async Task WriteAnswerAsync(HttpContext context, ConverseCall call)
    {
        var begun = clock.GetTimestamp();
        var answer = new ConverseResponse();
        await foreach (var step in model.RespondAsync(call, context.RequestAborted))
            answer.Add(step);

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJson(Elapsed(begun)).ToJsonString(), context.RequestAborted);
    }

    private async Task WriteStreamAsync(HttpContext context, ConverseCall call)
    {
        var begun = clock.GetTimestamp();
        var fault = context.Features.Get<StreamFaultFeature>()?.Fault;
        var events = new ConverseStreamEvents();
        var pieces = 0;
        try
        {
            await foreach (var step in model.RespondAsync(call, context.RequestAborted))
            {
                await StartAsync(context);
                if (fault?.After == 0)
                {
                    await BreakAsync(context, fault);
                    return;
                }

                foreach (var frame in events.Next(step, Elapsed(begun)))
                    await SendAsync(context, frame);

                if (ConverseStreamEvents.IsDelta(step) && ++pieces == fault?.After)
                {
                    await BreakAsync(context, fault);
                    return;
                }
            }
        }
        catch (ConverseException failure) when (context.Response.HasStarted)
        {
            await SendAsync(context, EventStreamFrame.Exception(BedrockErrors.StreamName(failure.Error), failure.Error.Message));
        }
    }

    // Not before the model's first event, so that a model which fails at once gets an HTTP error as in Bedrock.
    private static async ValueTask StartAsync(HttpContext context)
    {
        if (context.Response.HasStarted)
            return;

        context.Response.ContentType = EventStreamFrame.ContentType;
        await SendAsync(context, ConverseStreamEvents.Start());
    }

    private static async Task BreakAsync(HttpContext context, StreamFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Stall:
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
                break;
            case FaultKind.StreamError:
                var error = BedrockErrors.Create(fault.Code ?? BedrockErrors.ModelStreamError, Broken);
                await SendAsync(context, EventStreamFrame.Exception(BedrockErrors.StreamName(error), error.Message));
                break;
            default:
                var frame = ConverseStreamEvents.Start();
                await SendAsync(context, frame.AsMemory(0, frame.Length / 2));
                await context.CutAsync();
                break;
        }
    }

    private static async ValueTask SendAsync(HttpContext context, ReadOnlyMemory<byte> frame)
    {
        await context.Response.Body.WriteAsync(frame, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private long Elapsed(long begun) => (long)clock.GetElapsedTime(begun).TotalMilliseconds;
}
