namespace AgentStack.McpServer.Tests.Tools;

public sealed class ArithmeticToolsTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Theory]
    [InlineData("2", "2", "4")]
    [InlineData("0.1", "0.2", "0.30000000000000004")]
    [InlineData("1.5", "2.5", "4")]
    [InlineData("-3", "3", "0")]
    [InlineData("9007199254740991", "0", "9007199254740991")]
    [InlineData("1e20", "0", "100000000000000000000")]
    [InlineData("1e21", "0", "1E+21")]
    [InlineData("1e-7", "0", "1E-07")]
    [InlineData("-0.0", "-0.0", "0")]
    public async Task AddNumbers_TwoNumbers_IsTheirSum(string a, string b, string sum) =>
        (await CallAsync("add_numbers", a, b)).ToolText.ShouldBe(sum);

    [Theory]
    [InlineData("6", "7", "42")]
    [InlineData("0.5", "-8", "-4")]
    [InlineData("1.1", "1.1", "1.2100000000000002")]
    [InlineData("123456789", "1000000007", "123456789864197520")]
    public async Task MultiplyNumbers_TwoNumbers_IsTheirProduct(string a, string b, string product) =>
        (await CallAsync("multiply_numbers", a, b)).ToolText.ShouldBe(product);

    [Theory]
    [InlineData("add", "15", "27", "Result: 15 add 27 = 42")]
    [InlineData("subtract", "1", "2.5", "Result: 1 subtract 2.5 = -1.5")]
    [InlineData("multiply", "-4", "0.25", "Result: -4 multiply 0.25 = -1")]
    [InlineData("divide", "1", "8", "Result: 1 divide 8 = 0.125")]
    [InlineData("divide", "0", "5", "Result: 0 divide 5 = 0")]
    [InlineData("power", "2", "10", "Result: 2 power 10 = 1024")]
    [InlineData("power", "9", "0.5", "Result: 9 power 0.5 = 3")]
    [InlineData("power", "0", "0", "Result: 0 power 0 = 1")]
    [InlineData("modulo", "17", "5", "Result: 17 modulo 5 = 2")]
    [InlineData("modulo", "-17", "5", "Result: -17 modulo 5 = -2")]
    public async Task Calculate_EachOperation_SaysTheWholeSum(string operation, string a, string b, string expected) =>
        (await CalculateAsync(operation, a, b)).ToolText.ShouldBe(expected);

    [Theory]
    [InlineData("divide", "1", "0", "\"b\" must not be 0 for divide")]
    [InlineData("divide", "0", "-0.0", "\"b\" must not be 0 for divide")]
    [InlineData("modulo", "1", "0", "\"b\" must not be 0 for modulo")]
    [InlineData("power", "-8", "0.5", "is not a real number")]
    [InlineData("power", "0", "-1", "beyond the largest number")]
    [InlineData("multiply", "1e308", "10", "beyond the largest number")]
    [InlineData("add", "1.7e308", "1.7e308", "beyond the largest number")]
    [Requirement("R16")]
    public async Task Calculate_NoFiniteResult_IsAToolErrorThatSaysWhy(string operation, string a, string b, string reason)
    {
        var answer = await CalculateAsync(operation, a, b);

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain(reason);
    }

    [Theory]
    [InlineData("add_numbers", "1.7e308", "1.7e308")]
    [InlineData("multiply_numbers", "1e308", "10")]
    [Requirement("R16")]
    public async Task Sum_BeyondADouble_IsAToolError(string tool, string a, string b) =>
        (await CallAsync(tool, a, b)).IsToolError.ShouldBeTrue();

    [Theory]
    [InlineData("\"sqrt\"")]
    [InlineData("\"Add\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("null")]
    public async Task Calculate_UnknownOperation_NamesThoseThatThereAre(string operation)
    {
        var answer = await server.CallAsync("calculate", $$"""{"operation":{{operation}},"a":1,"b":2}""");

        answer.IsToolError.ShouldBeTrue();
        answer.ToolText.ShouldContain("\"operation\" must be one of \"add\", \"subtract\", \"multiply\", \"divide\", \"power\", \"modulo\"");
    }

    private Task<WireAnswer> CallAsync(string tool, string a, string b) =>
        server.CallAsync(tool, $$"""{"a":{{a}},"b":{{b}}}""");

    private Task<WireAnswer> CalculateAsync(string operation, string a, string b) =>
        server.CallAsync("calculate", $$"""{"operation":"{{operation}}","a":{{a}},"b":{{b}}}""");
}
