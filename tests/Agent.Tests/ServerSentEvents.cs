using System.Text.Json;

namespace AgentStack.Agent.Tests;

internal static class ServerSentEvents
{
    /// <summary>The events of a finished stream; every line must be <c>data: {json}</c> or blank.</summary>
    public static async Task<List<JsonElement>> ReadEventsAsync(this HttpResponseMessage response)
    {
        var events = new List<JsonElement>();
        foreach (var line in (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n'))
        {
            if (line.Length == 0)
                continue;

            line.ShouldStartWith("data: {");
            events.Add(JsonElement.Parse(line["data: ".Length..]));
        }

        return events;
    }

    public static string Type(this JsonElement turnEvent) => turnEvent.GetProperty("type").GetString()!;

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response) =>
        JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
