using System.Text.Json;
using AgentStack.Tests.Shared;

namespace AgentStack.Agent.Tests.Models;

/// <summary>What the tests of the model's calls share: turns that last for hours, on a clock that only pauses move.</summary>
internal static class ModelStage
{
    public static readonly (string Key, string Value)[] Patient =
    [
        ("Model:MaxAttempts", "4"),
        ("Model:FirstTokenTimeout", "01:00:00"),
        ("Turns:Timeout", "10:00:00"),
    ];

    /// <summary>Asks, and ends the pauses between the calls of the model until the turn is over.</summary>
    public static async Task<List<JsonElement>> AskAndWaitAsync(this Stage stage, string prompt, string? session = null)
    {
        using var response = await stage.AskAsync(prompt, session, isStream: true);
        return await stage.Clock.PassPausesAsync(response.ReadEventsAsync());
    }

    public static List<JsonElement> Of(this IEnumerable<JsonElement> events, string type) =>
        [.. events.Where(turnEvent => turnEvent.Type() == type)];

    public static string Said(this IEnumerable<JsonElement> events) =>
        string.Concat(events.Of("text").Select(text => text.GetProperty("text").GetString()));
}
