// SPDX-License-Identifier: BSL-1.0
// Builds an organisation from data in memory and shows what the builder found wrong with it.
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/presets.hpp>

#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

pangkas::position post(const std::string& code, const std::string& rank,
                       const std::string& reports_to) {
  pangkas::position p;
  p.code = code;
  p.rank = rank;
  p.reports_to = reports_to;
  return p;
}

const char* name_of(pangkas::step_role role) {
  switch (role) {
    case pangkas::step_role::drafter:
      return "drafts";
    case pangkas::step_role::reviewer:
      return "reviews";
    case pangkas::step_role::role_step:
      return "sees it in a role";
    case pangkas::step_role::coordination:
      return "initials";
    case pangkas::step_role::decider:
      return "decides";
    case pangkas::step_role::concurrence:
      return "concurs";
    case pangkas::step_role::afterwards:
      return "acts afterwards";
  }
  return "";
}

}  // namespace

int main() try {
  pangkas::organisation_builder builder(pangkas::preset_scheme("indonesia"));
  builder.add(post("DIR", "II.a", ""));
  builder.add(post("SUB", "Eselon III/a", "DIR"));  // another spelling of III.a
  builder.add(post("COORD", "Ahli Madya", "SUB"));
  builder.add(post("ANALYST", "Ahli Pertama", "SUB"));
  builder.add(post("CLERK", "Pelaksana", "sub"));    // not the code of anybody
  builder.add(post("ANALYST", "Ahli Muda", "DIR"));  // a second time
  builder.add(post("DRIVER", "Pengemudi", "DIR"));   // no rank of the scheme
  builder.add_line({"COORD", "ANALYST", pangkas::line_type::assignment, "", "koordinator"});

  const pangkas::build_result built = std::move(builder).build();
  for (const pangkas::finding& f : built.findings)
    std::cout << to_string(f.level) << " " << f.rule << ": " << f.detail << "\n  " << f.action
              << '\n';

  const pangkas::organisation& org = built.organisation;
  const pangkas::command_forest& forest = org.command();
  std::cout << "\n"
            << org.size() << " positions: " << forest.placed() << " placed, " << forest.orphans()
            << " orphan\n\nThe path of a matter that ANALYST raises:\n";
  const auto path = decision_path(org, org.at("ANALYST"));
  for (const pangkas::path_step& step : *path)
    std::cout << "  " << org.code(step.position) << " " << name_of(step.role) << '\n';

  if (!decision_path(org, org.at("CLERK")))
    std::cout << "A matter of CLERK is undecidable: no root is above it.\n";
} catch (const pangkas::error& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
