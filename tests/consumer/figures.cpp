// SPDX-License-Identifier: BSL-1.0
// Prints what becomes of a made-up service, every number to its last bit: in whichever way pangkas
// is used, the bytes must be the same.
#include <pangkas/pangkas.hpp>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

void print_figures();

namespace {

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fputc('\n', stdout);
}
void print(double number) { std::printf("%a\n", number); }
template <class Value>
void print(const std::optional<Value>& value) {
  if (value)
    print(static_cast<double>(*value));
  else
    print("absent");
}
void print(const pangkas::figure& value) { print(value.value()); }

void print(const pangkas::organisation& org) {
  for (pangkas::position_id p{0}; p < org.size(); ++p) {
    print(org.code(p));
    print(org.declared_superior(p));
    print(org.rank_name(p));
    print(org.seats(p));
    print(org.cost(p));
  }
  const pangkas::measures m = measure(org);
  print(m.layers.mean_depth);
  print(m.spans.mean);
  print(m.pair_distance.mean);
  print(m.totals.cost);
  const pangkas::network_measures all = measure_hierarchy(org).all;
  print(all.krackhardt_efficiency_sna);
  print(all.krackhardt_lub_sna);
  print(all.global_reaching_centrality);
  print(all.trophic_incoherence_f0);
  print(all.betweenness_down_max->betweenness);
  const pangkas::decision_report report = decisions(org);
  print(report.load_gini);
  for (const double minutes : report.load) print(minutes);
}

}  // namespace

void print_figures() {
  const auto scheme = std::make_shared<pangkas::rank_scheme>(pangkas::indonesia());
  pangkas::organisation_parts parts =
      pangkas::synthetic_service(scheme, {.positions = 300, .seed = 3}).parts();
  pangkas::matter leave;
  leave.code = "leave";
  leave.volume = 5000;
  leave.work_minutes = 7;
  parts.matters.push_back(leave);
  const pangkas::organisation before{std::move(parts)};
  print(before);
  pangkas::policy rules = pangkas::delayer();
  set_layers(rules, {2, 4});
  rules.roles.kind = pangkas::role_policy::coordinators;
  const pangkas::simplification change = simplify(before, rules);
  print(change.after);
  for (const pangkas::ledger_entry& entry : change.changes.entries) {
    const pangkas::change_in_words words = in_words(change.changes, entry);
    for (const std::string& text :
         {words.position, words.change, words.was, words.is, words.rule, words.reason})
      print(text);
  }
  for (const pangkas::finding& f : change.findings) print(f.detail);
  print(compare(before, change.after).with_coordination);
  pangkas::flattening_problem problem;
  problem.gain = flattening_gain(before, default_traffic(before.command()), {.price = 0.5});
  problem.capacity.assign(before.size(), 20);
  for (const pangkas::position_id p : optimal_flattening(before, problem).converted)
    print(before.code(p));
}
