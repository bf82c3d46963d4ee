using System.Security.Cryptography;
using System.Text;
using Amazon.BedrockAgentCore;
using Amazon.BedrockAgentCore.Model;

namespace AgentStack.Agent.Conversations.AgentCoreMemory;

/// <summary>The events of a memory that are this store's.</summary>
internal sealed class MemoryEvents(AgentCoreMemoryOptions options, Lazy<IAmazonBedrockAgentCore> client, TimeProvider clock)
{
    private const int PageSize = 20;

    // A listing may lag behind what was just written.
    private const int Looks = 4;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>The newest events with their payloads, until there are enough of them.</summary>
    public async Task<EventChain> ReadAsync(string session, Func<EventChain, bool> isEnough, CancellationToken cancellationToken)
    {
        var chain = new EventChain();
        var request = List(session, withPayloads: true);
        do
        {
            await AddPageAsync(chain, request, cancellationToken);
        }
        while (request.NextToken is not null && !isEnough(chain));

        return chain;
    }

    /// <summary>The last event without its payload; null in a session that has none.</summary>
    public async Task<MemoryEvent?> LastAsync(string session, CancellationToken cancellationToken)
    {
        var chain = new EventChain();
        var request = List(session, withPayloads: false);
        do
        {
            await AddPageAsync(chain, request, cancellationToken);
        }
        while (request.NextToken is not null && chain.Last is null);

        return chain.Last;
    }

    /// <summary>
    /// Asks for the event. The token is the same for all who want that position, so AgentCore makes one event of them,
    /// the first: whether that was this one, <see cref="HolderAsync"/> tells.
    /// </summary>
    public async Task CreateAsync(string session, MemoryEvent wanted, CancellationToken cancellationToken)
    {
        try
        {
            await client.Value.CreateEventAsync(
                new CreateEventRequest
                {
                    MemoryId = options.Id,
                    ActorId = options.ActorId,
                    SessionId = session,
                    ClientToken = Token(session, wanted.Position),
                    EventTimestamp = DateTime.UnixEpoch.AddMilliseconds(wanted.Stamp),
                    Metadata = wanted.Metadata(),
                    Payload = wanted.Payload(),
                },
                cancellationToken);
        }
        catch (ValidationException e) when (e.Reason == ValidationExceptionReason.IdempotentParameterMismatchException)
        {
            // The position is somebody else's. Where AgentCore says nothing instead, looking it up says the same.
        }
    }

    /// <summary>The event that has a position; null when it is not listed, however often one looks.</summary>
    public async Task<MemoryEvent?> HolderAsync(string session, long position, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            var chain = new EventChain();
            var request = List(session, withPayloads: false);
            do
            {
                await AddPageAsync(chain, request, cancellationToken);
            }
            while (request.NextToken is not null && !chain.Reaches(position));

            if (chain.At(position) is { } holder)
                return holder;

            if (look == Looks)
                return null;

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }

    private async Task AddPageAsync(EventChain chain, ListEventsRequest request, CancellationToken cancellationToken)
    {
        var page = await client.Value.ListEventsAsync(request, cancellationToken);
        foreach (var held in page.Events ?? [])
        {
            if (MemoryEvent.From(held) is { } known)
                chain.Add(known);
        }

        request.NextToken = string.IsNullOrEmpty(page.NextToken) ? null : page.NextToken;
    }

    private ListEventsRequest List(string session, bool withPayloads) => new()
    {
        MemoryId = options.Id,
        ActorId = options.ActorId,
        SessionId = session,
        IncludePayloads = withPayloads,
        MaxResults = PageSize,
    };

    private string Token(string session, long position) =>
        "agentstack-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.ActorId}\n{session}\n{position}")));
}
