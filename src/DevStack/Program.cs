using AgentStack.Agent.Commands;
using AgentStack.DevStack;

await using var stack = new Stack(Console.Error);
var commands = new AgentCommandLine(stack.StartAsync)
{
    DefaultCommand = "chat",
    IsForPlatform = false,
    Options = StackOptions.All,
    Sections = ["LocalAws"],
    PortRemedy = $"pass {StackOptions.Port.Name} with another one",
};

return await commands.RunAsync(args);
