// SPDX-License-Identifier: BSL-1.0
// Takes the managers of layer 3 of a real department out of the line, compares before and after,
// reads the ledger, and undoes it all.
#include <pangkas/error.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/simplify/simplify.hpp>
#include <pangkas/simplify/undo.hpp>
#include <pangkas/study/before_after.hpp>
#include <pangkas/study/measures.hpp>

#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

namespace {

void print(const char* when, const pangkas::organisation& org) {
  const pangkas::measures found = measure(org);
  std::cout << when << ": layers";
  for (std::size_t posts : found.layers.per_layer) std::cout << ' ' << posts;
  std::cout << "; managers " << found.spans.managers << ", widest span " << found.spans.max
            << "; hand-offs " << *found.decisions.mean_hand_offs << "; pair distance "
            << *found.pair_distance.mean << '\n';
}

}  // namespace

int main() try {
  const std::vector<std::string> files{"examples/uk-department-of-health-2013/senior.csv"};
  const pangkas::organisation before = pangkas::read_organisation(files).organisation;

  pangkas::policy delayer = pangkas::preset_policy("delayer");
  set_layers(delayer, {3});
  const pangkas::simplification result = simplify(before, delayer);
  print("before", before);
  print("after ", result.after);

  const pangkas::before_after change = compare(before, result.after);
  std::cout << result.converted << " posts converted, " << result.re_attached
            << " report to another superior; the paths of " << change.compared
            << " originators shrink by " << *change.formal * 100 << " %\n";

  std::cout << "\nThe first entries of the ledger:\n";
  for (std::size_t i = 0; i < 3; ++i) {
    const pangkas::change_in_words words = in_words(result.changes, result.changes.entries[i]);
    std::cout << words.position << " " << words.change << ": " << words.was << " -> " << words.is
              << "\n  rule " << words.rule << ": " << words.reason << '\n';
  }

  std::cout << "\nThe first findings of the checks:\n";
  for (std::size_t i = 0; i < 3; ++i)
    std::cout << result.findings[i].rule << ": " << result.findings[i].detail << '\n';

  const pangkas::organisation again = undo(result.after, result.changes);
  std::cout << "\nundone: " << (to_json(again) == to_json(before) ? "the same" : "another")
            << " organisation as before\n";
} catch (const pangkas::error& e) {
  std::cerr << e.what() << '\n';
  return 1;
}
