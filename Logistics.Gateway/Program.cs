using Logistics.Gateway;

await GatewayModule.Build(args).RunAsync();
