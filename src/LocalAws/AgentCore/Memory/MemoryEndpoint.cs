using System.Text.Json;
using System.Text.Json.Nodes;
using AgentStack.LocalAws.Bedrock.Conversation;
using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Http;

namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The operations of the memory data plane.</summary>
internal sealed class MemoryEndpoint(MemoryRegistry memories)
{
    public Task CreateEventAsync(HttpContext context) => AnswerAsync(context, 201, Create);

    public Task GetEventAsync(HttpContext context) => AnswerAsync(context, 200, call =>
        Told(call.Memory.Find(call.Session, call.EventId), Single));

    public Task DeleteEventAsync(HttpContext context) => AnswerAsync(context, 200, call =>
        Told(call.Memory.Delete(call.Session, call.EventId), gone => new JsonObject { [MemoryNames.EventId] = gone.EventId }));

    public Task ListEventsAsync(HttpContext context) => AnswerAsync(context, 200, List);

    public Task ListSessionsAsync(HttpContext context) => AnswerAsync(context, 200, ListSessions);

    private static MemoryResult<JsonObject> Create(MemoryCall call) =>
        MemoryRules.OfCreateEvent(call.Body, call.BodySize) is { } problem
            ? MemoryErrors.Invalid(problem)
            : Told(call.Memory.Create(new EventRequest(call.Body)), Single);

    private static MemoryResult<JsonObject> List(MemoryCall call)
    {
        if (MemoryRules.OfListEvents(call.Body) is { } problem)
            return MemoryErrors.Invalid(problem);

        var all = call.Memory.Events(call.Session);
        if (Page<StoredEvent>.Of(all, call.Body, call.Session.ToString(), held => held.EventId) is not { } page)
            return MemoryErrors.InvalidNextToken;

        // As in AWS, what is filtered is the page: it can be empty and still have a next one.
        var filter = new EventFilter(call.Body.Member(MemoryNames.Filter), all);
        var withPayload = call.Body.Member(MemoryNames.IncludePayloads) is not { ValueKind: JsonValueKind.False };
        return Listed(MemoryNames.Events, page.Items.Where(filter.Takes).Select(held => held.ToJson(withPayload)), page.NextToken);
    }

    private static MemoryResult<JsonObject> ListSessions(MemoryCall call)
    {
        if (MemoryRules.OfListSessions(call.Body) is { } problem)
            return MemoryErrors.Invalid(problem);

        var all = call.Memory.Sessions(call.ActorId);
        if (Page<MemorySession>.Of(all, call.Body, call.ActorId, held => held.Key.SessionId) is not { } page)
            return MemoryErrors.InvalidNextToken;

        var onlyFilled = call.Body.Member(MemoryNames.Filter)?.Text(MemoryNames.EventFilter) is not null;
        return Listed(
            MemoryNames.SessionSummaries,
            page.Items.Where(session => !onlyFilled || session.Events.Count > 0).Select(Summary),
            page.NextToken);
    }

    private static JsonObject Single(StoredEvent held) => new() { [MemoryNames.Event] = held.ToJson(withPayload: true) };

    private static JsonObject Summary(MemorySession session) => new()
    {
        [MemoryNames.SessionId] = session.Key.SessionId,
        [MemoryNames.ActorId] = session.Key.ActorId,
        [MemoryNames.CreatedAt] = session.CreatedAt.ToUnixTimeMilliseconds() / 1000m,
    };

    private static JsonObject Listed(string name, IEnumerable<JsonObject> items, string? nextToken)
    {
        var answer = new JsonObject { [name] = new JsonArray([.. items]) };
        if (nextToken is not null)
            answer[MemoryNames.NextToken] = nextToken;

        return answer;
    }

    private static MemoryResult<JsonObject> Told<T>(MemoryResult<T> result, Func<T, JsonObject> tell)
        where T : class => result.IsGood ? tell(result.Value) : result.Refusal;

    private async Task AnswerAsync(HttpContext context, int status, Func<MemoryCall, MemoryResult<JsonObject>> answer)
    {
        var call = await MemoryCall.ReadAsync(context, memories);
        var result = call.IsGood ? answer(call.Value) : call.Refusal;
        if (!result.IsGood)
        {
            await context.Response.WriteRestJsonAsync(result.Refusal.Error, result.Refusal.Reason);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(result.Value.ToJsonString(JsonSerializerOptions.Default), context.RequestAborted);
    }
}
