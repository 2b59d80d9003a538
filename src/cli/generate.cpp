// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "input.hpp"

#include <pangkas/io/presets.hpp>
#include <pangkas/simulate/synthetic_service.hpp>

#include <fmt/format.h>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace pangkas::cli {

void add_generate(command_line app, int&) {
  struct options {
    service_options service;
    std::vector<double> mix;
    std::string order = "natural";
    std::string out = "-";
    std::string to;
  };
  const auto given = std::make_shared<options>();
  const command_line command = app.add_subcommand(
      "generate", "Make up a service of a given size, for trying things out and for benchmarks");
  command.add_option("--positions,-n", given->service.positions, "number of positions")
      .within(std::size_t{0}, std::size_t{2147483647})
      .capture_default_str();
  command.add_option("--seed", given->service.seed, "the same seed gives the same service")
      .capture_default_str();
  command.add_option("--span", given->service.span, "mean span of control, at least 2")
      .within(2.0, 1e9)
      .capture_default_str();
  command
      .add_option("--echelons", given->mix, "weights of the echelons I to V, as in 1,4,99,328,14")
      .delimiter(',')
      .expected(5);
  command
      .add_option("--agencies", given->service.agencies,
                  "number of roots; 0 is one for every 15,000 positions")
      .capture_default_str();
  command.add_option("--order", given->order, "order of the rows")
      .one_of({"natural", "random"})
      .capture_default_str();
  command.writes(
      command.add_option("--out", given->out, "file to write: .csv or .json; - is standard output")
          .type_name("FILE")
          .capture_default_str());
  command.add_option("--to", given->to, "what to write to standard output: table or json")
      .one_of({"json", "table"});
  command.footer("Example:\n  pangkas generate --positions 10000 --seed 7 --out service.csv");
  command.callback([given] {
    for (std::size_t i = 0; i < given->mix.size(); ++i)
      given->service.echelon_mix[i] = given->mix[i];
    given->service.random_order = given->order == "random";
    const std::string to = given->to.empty() && given->out == "-" ? "table" : given->to;
    write_organisation(synthetic_service(preset_scheme("indonesia"), given->service), given->out,
                       to);
  });
}

}  // namespace pangkas::cli
