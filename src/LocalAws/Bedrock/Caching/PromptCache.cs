using System.Text.Json;

namespace AgentStack.LocalAws.Bedrock.Caching;

/// <summary>Remembers the beginnings of requests, as long as their cache points say since they were last used.</summary>
internal sealed class PromptCache(TimeProvider clock)
{
    // Claude's least; shorter beginnings are not kept, and that is no error.
    private const int LeastTokens = 1024;

    // How far before a cache point Bedrock looks for what it has.
    private const int Lookback = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Until, TimeSpan KeepFor)> _kept = [];

    public CacheUse Use(string modelId, JsonElement request)
    {
        var places = CachePlaces.Read(modelId, request);
        var last = -1;
        for (var index = 0; index < places.Count; index++)
            last = places[index].KeepFor is null ? last : index;

        lock (_gate)
        {
            Forget();
            var read = Read(places);
            foreach (var place in places.Where(place => place.KeepFor is not null && place.Tokens >= LeastTokens))
                _kept[place.Prefix] = (clock.GetUtcNow() + place.KeepFor!.Value, place.KeepFor.Value);

            var kept = last >= 0 && places[last].Tokens >= LeastTokens ? places[last].Tokens : 0;
            return new CacheUse(read, Math.Max(0, kept - read));
        }
    }

    private int Read(IReadOnlyList<CachePlace> places)
    {
        var read = 0;
        for (var point = 0; point < places.Count; point++)
        {
            if (places[point].KeepFor is null)
                continue;

            for (var back = point; back >= 0 && back > point - Lookback; back--)
            {
                if (!_kept.TryGetValue(places[back].Prefix, out var held))
                    continue;

                _kept[places[back].Prefix] = held with { Until = clock.GetUtcNow() + held.KeepFor };
                read = Math.Max(read, places[back].Tokens);
                break;
            }
        }

        return read;
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var prefix in _kept.Where(kept => kept.Value.Until <= now).Select(kept => kept.Key).ToList())
            _kept.Remove(prefix);
    }
}
