using AgentStack.McpServer.Hosting;
using AgentStack.McpServer.Tests.Gateway.Reload;

namespace AgentStack.McpServer.Tests.Hosting;

public sealed class SettingsFileProviderTests : IDisposable
{
    private readonly GatewaySettingsFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void HasSettled_FileBeingWritten_OnlyWhenTwoLooksSeeTheSame()
    {
        var settings = Load("""{"a":1}""");
        settings.HasSettled().ShouldBeFalse();

        _file.Write("""{"a":""");
        settings.HasSettled().ShouldBeFalse();
        _file.Write("""{"a":2}""");
        settings.HasSettled().ShouldBeFalse();

        settings.HasSettled().ShouldBeTrue();
        settings.Take().ShouldBeNull();
        Value(settings).ShouldBe("2");
        settings.HasSettled().ShouldBeFalse();
    }

    [Fact]
    public void Take_FileBrokenOrGone_KeepsWhatWasAndIsSaidOnce()
    {
        var settings = Load("""{"a":1}""");

        _file.Write("{");
        settings.Take().ShouldNotBeNull().ShouldContain("is no JSON (line 1)");
        settings.HasSettled().ShouldBeFalse();
        settings.HasSettled().ShouldBeFalse();
        _file.Delete();
        settings.Take().ShouldNotBeNull().ShouldContain("is not there");

        Value(settings).ShouldBe("1");
    }

    private SettingsFileProvider Load(string text)
    {
        _file.Write(text);
        var settings = new SettingsFileProvider(new SettingsFile(_file.Path, IsOptional: true));
        settings.Load();
        return settings;
    }

    private static string? Value(SettingsFileProvider settings) => settings.TryGet("a", out var value) ? value : null;
}
