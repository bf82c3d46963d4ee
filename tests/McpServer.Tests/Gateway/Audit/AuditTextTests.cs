using AgentStack.McpServer.Gateway.Audit;

namespace AgentStack.McpServer.Tests.Gateway.Audit;

public sealed class AuditTextTests
{
    [Theory]
    [InlineData("a\r\nb\u0085c\u2028d\u202ee\u200bf\0", "a??b?c?d?e?f?")]
    [InlineData("größe 😀", "größe ??")]
    [InlineData("", "-")]
    [InlineData(null, "-")]
    public void Of_WhatOthersWrote_IsOneLineAsItLooks(string? text, string shown) => AuditText.Of(text).ShouldBe(shown);

    [Fact]
    public void Of_LongText_IsCut() => AuditText.Of(new string('x', 1000)).Length.ShouldBe(128);
}
