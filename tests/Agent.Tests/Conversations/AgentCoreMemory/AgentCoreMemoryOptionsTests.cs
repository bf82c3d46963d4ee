using AgentStack.Agent.Conversations.AgentCoreMemory;
using AgentStack.Settings;
using Microsoft.Extensions.Configuration;

namespace AgentStack.Agent.Tests.Conversations.AgentCoreMemory;

public sealed class AgentCoreMemoryOptionsTests
{
    [Fact]
    public void Read_OfAWholeSection_IsWhatWasSet()
    {
        var options = Read(true, ("Id", "my_memory-AbCdEf1234"), ("ActorId", "team/a:1"), ("Timeout", "00:00:05"));

        options.Id.ShouldBe("my_memory-AbCdEf1234");
        options.ActorId.ShouldBe("team/a:1");
        options.Timeout.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Read_OfNothing_AsksForTheIdOnlyWhereItIsNeeded()
    {
        Read(false).ActorId.ShouldBe("agent");
        Problem(true).ShouldContain("Conversations:Memory:Id is missing");
    }

    [Theory]
    [InlineData("Id", "my_memory")]
    [InlineData("Id", "arn:aws:bedrock-agentcore:us-east-1:123456789012:memory/my_memory-AbCdEf1234")]
    [InlineData("ActorId", "-a")]
    [InlineData("ActorId", "a b")]
    [InlineData("ActorId", "a:")]
    [InlineData("Timeout", "00:00:00")]
    [InlineData("Name", "x")]
    public void Read_OfWhatMakesNoSense_NamesTheKey(string key, string value) =>
        Problem(false, (key, value)).ShouldContain($"Conversations:Memory:{key} ");

    private static string Problem(bool isChosen, params (string Key, string Value)[] settings) =>
        Should.Throw<SettingsException>(() => Read(isChosen, settings)).Message;

    private static AgentCoreMemoryOptions Read(bool isChosen, params (string Key, string Value)[] settings)
    {
        var reader = new SettingsReader(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => $"Conversations:Memory:{s.Key}", s => (string?)s.Value))
            .Build());
        var options = AgentCoreMemoryOptions.Read(reader, isChosen);
        reader.ThrowIfAnyProblem();
        return options;
    }
}
