using System.Text.Json;

namespace AgentStack.Agent.Tests.Models;

/// <summary>What the tests of the model's calls share: turns that last for hours, on a clock that a test moves.</summary>
internal static class ModelStage
{
    public static readonly (string Key, string Value)[] Patient =
    [
        ("Model:MaxAttempts", "4"),
        ("Model:FirstTokenTimeout", "01:00:00"),
        ("Turns:Timeout", "10:00:00"),
    ];

    /// <summary>Lets a second pass again and again, until the task is done.</summary>
    public static async Task<T> PassTimeAsync<T>(this Stage stage, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None));
        }

        return await task;
    }

    /// <summary>Asks, and lets time pass until the turn is over.</summary>
    public static async Task<List<JsonElement>> AskAndWaitAsync(this Stage stage, string prompt, string? session = null)
    {
        using var response = await stage.AskAsync(prompt, session, isStream: true);
        return await stage.PassTimeAsync(response.ReadEventsAsync());
    }

    public static List<JsonElement> Of(this IEnumerable<JsonElement> events, string type) =>
        [.. events.Where(turnEvent => turnEvent.Type() == type)];

    public static string Said(this IEnumerable<JsonElement> events) =>
        string.Concat(events.Of("text").Select(text => text.GetProperty("text").GetString()));
}
