using System.Text.Json.Nodes;
using AgentStack.Tests.Shared;

namespace AgentStack.McpServer.Tests.Tools;

public sealed class TimeToolsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("{}", "2026-11-21T12:00:00.000Z")]
    [InlineData("""{"timezone":null}""", "2026-11-21T12:00:00.000Z")]
    [InlineData("""{"timezone":"UTC"}""", "2026-11-21T12:00:00.000Z")]
    [InlineData("""{"timezone":"Europe/Berlin"}""", "2026-11-21T13:00:00.000+01:00")]
    [InlineData("""{"timezone":"America/New_York"}""", "2026-11-21T07:00:00.000-05:00")]
    [InlineData("""{"timezone":"Asia/Kolkata"}""", "2026-11-21T17:30:00.000+05:30")]
    [InlineData("""{"timezone":"Pacific/Kiritimati"}""", "2026-11-22T02:00:00.000+14:00")]
    public async Task GetTimestamp_Zone_IsTheTimeThere(string arguments, string expected) =>
        (await server.CallAsync("get_timestamp", arguments)).ToolText.ShouldBe(expected);

    [Fact]
    public async Task GetTimestamp_InSummer_HasSummerTime()
    {
        await using var summer = await RunningServer.StartAsync(
            clock: new FakeClock(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)));

        (await summer.CallAsync("get_timestamp", """{"timezone":"Europe/Berlin"}""")).ToolText.ShouldBe("2026-07-01T14:00:00.000+02:00");
    }

    [Theory]
    [InlineData("Mars/Base")]
    [InlineData("")]
    [InlineData("Europe")]
    [InlineData("W. Europe Standard Time")]
    [InlineData("Eastern Standard Time")]
    [InlineData("../../../etc/hostname")]
    [InlineData("/etc/localtime")]
    [InlineData("Europe/Berlin\n")]
    [InlineData("+02:00")]
    public async Task GetTimestamp_NoIanaZone_SaysWhatIsAllowed(string zone)
    {
        var arguments = new JsonObject { ["timezone"] = zone };

        var answer = await server.CallAsync("get_timestamp", arguments.ToJsonString());

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain("\"timezone\" is not a time zone");
        answer.ToolText.ShouldContain("Europe/Berlin");
    }
}
