using AgentStack.Agent;
using AgentStack.Agent.Commands;

var commands = new AgentCommandLine((request, _) => Task.FromResult(AgentApplication.Build(request)));
return await commands.RunAsync(args);
