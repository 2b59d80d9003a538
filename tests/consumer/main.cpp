// SPDX-License-Identifier: BSL-1.0
// Ends with status 0 if the version is the expected one and an organisation, built in another file,
// simplifies and compares as it should. Prints figures, for comparison between the ways.
#include <pangkas/pangkas.hpp>

#include <string_view>

std::string_view version_in_other_file();
pangkas::organisation organisation_of_other_file();
bool measures_alone(const pangkas::organisation& org);
void print_figures();

int main(int argc, char** argv) {
  if (argc != 2 || pangkas::version != argv[1] || version_in_other_file() != argv[1]) return 1;
  const pangkas::organisation before = organisation_of_other_file();
  if (!measures_alone(before)) return 4;
  pangkas::policy rules = pangkas::delayer();
  pangkas::set_layers(rules, {2});
  const pangkas::simplification change = pangkas::simplify(before, rules);
  if (change.converted != 1) return 2;
  const pangkas::before_after shrink = pangkas::compare(before, change.after);
  if (!shrink.formal || *shrink.formal <= 0) return 3;
  print_figures();
  return 0;
}
