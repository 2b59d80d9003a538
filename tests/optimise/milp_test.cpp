// SPDX-License-Identifier: BSL-1.0
// Optimal flattening and optimal delegation against GLPK, a solver of mixed-integer programmes that
// knows nothing of trees.
#include <pangkas/optimise/optimal_delegation.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>

#include "support/cases.hpp"
#include "support/catch.hpp"
#include "support/skip.hpp"
#include "support/verify_flattening.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

using namespace pangkas;
using namespace pangkas::tests;

namespace {

struct random_forest {
  command_forest forest;
  flattening_problem problem;
};

random_forest make_forest(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::size_t managers = 50 + below(451);
  std::vector<row_index> superiors(managers, no_row);
  const std::size_t arity = 2 + below(5);
  const std::size_t trees = 2 + managers / (30 + below(30));  // larger ones take too long
  for (position_id p = static_cast<position_id>(trees); p < managers; ++p)
    superiors[p] = static_cast<position_id>((p - trees) / arity);
  for (std::size_t i = managers * (1 + below(5)); i > 0; --i)
    superiors.push_back(static_cast<position_id>(below(managers)));
  random_forest made;
  made.forest = command_forest(superiors);
  flattening_problem& problem = made.problem;
  const bool unit = below(2) == 0;
  const std::size_t cap = 6 + below(40);
  const std::size_t protect = 3 + below(30);
  problem.protections = {{"stays", "", {}, {}}};
  for (position_id p{0}; p < made.forest.size(); ++p) {
    const bool manager = made.forest.span(p) > 0;
    problem.protection.push_back(manager && below(protect) != 0 ? 0 : 1);
    problem.gain.push_back(static_cast<std::int64_t>(below(2200)) - 200);
    problem.load_kept.push_back(unit ? 1 : static_cast<std::int32_t>(below(4)));
    problem.load_converted.push_back(unit ? 1 : static_cast<std::int32_t>(below(4)));
    problem.capacity.push_back(static_cast<std::int32_t>(
        std::max<std::size_t>(cap + below(5), below(8) == 0 ? 0 : 2 * made.forest.span(p))));
    problem.decider.push_back(no_position);
  }
  if (below(2) == 0) {
    const std::size_t floor = 2 + below(5);
    for (position_id p{0}; p < made.forest.size(); ++p)
      problem.floor.push_back(made.forest.superior(p) && problem.protection[p] == 0 &&
                                      made.forest.span(p) > 0
                                  ? static_cast<std::int32_t>(below(6) == 0 ? below(3) : floor)
                                  : 0);
  }
  if (below(3) == 0) problem.layers = 2 + below(4);
  if (below(3) == 0)
    for (std::size_t i = below(40); i > 0; --i) {
      const auto p = static_cast<position_id>(below(made.forest.size()));
      std::vector<position_id> above;
      for (auto q = made.forest.superior(p); q; q = made.forest.superior(*q)) above.push_back(*q);
      if (above.size() > 1) problem.decider[p] = above[1 + below(above.size() - 1)];
    }
  return made;
}

/// One tree as a programme. x = 1: converted. w = 1: converted, with that nearest kept superior.
/// A kept superior bears, of each of its subordinates and of those of the posts that pass on to it,
/// the load converted where w is 1, else the load kept; without it, nothing.
std::string programme(const random_forest& given, position_id top) {
  const command_forest& forest = given.forest;
  const flattening_problem& problem = given.problem;
  std::vector<position_id> tree{top};
  for (std::size_t i = 0; i < tree.size(); ++i)
    for (const position_id p : forest.subordinates(tree[i])) tree.push_back(p);
  const auto free = [&](position_id p) { return p != top && problem.protection[p] == 0; };
  const auto x = [](position_id p) { return "x" + std::to_string(p); };
  const auto w = [](position_id p, position_id a) {
    return "w" + std::to_string(p) + "_" + std::to_string(a);
  };
  // The superiors that may be the nearest kept one.
  const auto possible = [&](position_id p) {
    std::vector<position_id> above;
    for (auto q = forest.superior(p); q; q = forest.superior(*q)) {
      above.push_back(*q);
      if (!free(*q)) break;
    }
    return above;
  };
  std::ostringstream goal, rows, bounds, binary;
  int row = 0;
  goal << "Maximize\n gain: 0 zero";
  std::vector<std::vector<position_id>> passes_on(forest.size());
  for (const position_id p : tree) {
    if (!free(p)) continue;
    goal << (problem.gain[p] < 0 ? " - " : " + ") << std::abs(problem.gain[p]) << " " << x(p)
         << "\n";
    binary << " " << x(p) << "\n";
    rows << " r" << row++ << ": " << x(p);
    for (const position_id a : possible(p)) {
      rows << " - " << w(p, a);
      passes_on[a].push_back(p);
    }
    rows << " = 0\n";
    const position_id above = *forest.superior(p);
    for (const position_id a : possible(p)) {
      if (a != above)
        rows << " r" << row++ << ": " << w(p, a) << " - " << w(above, a) << " <= 0\n";
      else if (free(a))
        rows << " r" << row++ << ": " << w(p, a) << " + " << x(a) << " <= 1\n";
    }
  }
  for (const position_id a : tree) {
    if (forest.span(a) == 0) continue;
    // What is constant goes to the right.
    std::map<std::string, std::int64_t> left;
    std::int64_t own = 0;
    for (const position_id u : forest.subordinates(a)) {
      own += problem.load_kept[u];
      if (free(u)) left[w(u, a)] += std::int64_t{problem.load_converted[u]} - problem.load_kept[u];
    }
    for (const position_id p : passes_on[a])
      for (const position_id u : forest.subordinates(p)) {
        left[w(p, a)] += problem.load_kept[u];
        if (free(u))
          left[w(u, a)] += std::int64_t{problem.load_converted[u]} - problem.load_kept[u];
      }
    // At least the floor, unless it is converted.
    if (!problem.floor.empty() && problem.floor[a] > 0) {
      rows << " r" << row++ << ": 0 zero";
      for (const auto& [name, factor] : left)
        rows << (factor < 0 ? " - " : " + ") << std::abs(factor) << " " << name << "\n";
      if (free(a)) {
        const std::int64_t of_converted = problem.floor[a] - own;
        rows << (of_converted < 0 ? " - " : " + ") << std::abs(of_converted) << " " << x(a) << "\n";
      }
      rows << " >= " << problem.floor[a] - own << "\n";
    }
    if (free(a)) left[x(a)] += problem.capacity[a] - own;
    rows << " r" << row++ << ": 0 zero";
    for (const auto& [name, factor] : left)
      rows << (factor < 0 ? " - " : " + ") << std::abs(factor) << " " << name << "\n";
    rows << " <= " << problem.capacity[a] - own << "\n";
    if (problem.layers) {
      std::int64_t fixed = 0;
      rows << " r" << row++ << ": 0 zero";
      for (std::optional<position_id> q = a; q; q = forest.superior(*q)) {
        ++fixed;
        if (free(*q)) rows << " + " << x(*q);
      }
      rows << " >= " << fixed - static_cast<std::int64_t>(*problem.layers) << "\n";
    }
  }
  for (const position_id p : tree) {
    if (problem.decider[p] == no_position) continue;
    std::int64_t between = 0;
    bool open = true;
    std::ostringstream left;
    for (position_id q = *forest.superior(p); q != problem.decider[p]; q = *forest.superior(q)) {
      ++between;
      open = open && free(q);
      left << " + " << x(q);
    }
    if (open) rows << " r" << row++ << ": 0 zero" << left.str() << " <= " << between - 1 << "\n";
  }
  for (const position_id p : tree)
    if (free(p))
      for (const position_id a : possible(p)) bounds << " 0 <= " << w(p, a) << " <= 1\n";
  return goal.str() + "\nSubject To\n" + rows.str() + "Bounds\n zero = 0\n" + bounds.str() +
         "Binary\n" + binary.str() + "End\n";
}

/// Trees of receivers that are too large to try every choice; gains of any kind, or such that fall
/// upwards as hand-offs do.
std::vector<delegation_tree> make_receivers(std::mt19937_64& random) {
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::vector<delegation_tree> trees(1 + below(4));
  const bool any_gain = below(3) == 0;
  for (delegation_tree& tree : trees) {
    tree.matter = below(2);
    std::vector<std::size_t> depth;
    for (std::size_t r = 0, count = 20 + below(41); r < count; ++r) {
      const bool is_top = r == 0 || below(12) == 0;
      const std::size_t above = is_top ? 0 : r - 1 - below(std::min<std::size_t>(r, 6));
      tree.above.push_back(is_top ? delegation_tree::nobody : static_cast<std::uint32_t>(above));
      depth.push_back(is_top ? 0 : depth[above] + 1);
      auto gain = static_cast<std::int64_t>(below(300));
      for (std::size_t j = 0; j <= depth.back(); ++j) {
        tree.gain.push_back(any_gain ? static_cast<std::int64_t>(below(300)) - 80 : gain);
        gain = std::max<std::int64_t>(0, gain - static_cast<std::int64_t>(below(90)));
      }
    }
  }
  return trees;
}

/// All trees as a programme. y = 1: chosen. z = 1: of what is raised below a receiver, the one so many
/// places above is the nearest that is chosen.
std::string programme(const std::vector<delegation_tree>& trees, const delegation_limits& limits) {
  std::ostringstream goal, rows, bounds, binary, all;
  std::map<std::size_t, std::string> of_matter;
  int row = 0;
  goal << "Maximize\n gain: 0 zero";
  const auto term = [&](std::int64_t factor, const std::string& name) {
    goal << (factor < 0 ? " - " : " + ") << std::abs(factor) << " " << name << "\n";
  };
  for (std::size_t t = 0; t < trees.size(); ++t) {
    const delegation_tree& tree = trees[t];
    const auto y = [&](std::uint32_t r) {
      return "y" + std::to_string(t) + "_" + std::to_string(r);
    };
    std::size_t entry = 0;
    for (std::uint32_t r = 0; r < tree.above.size(); ++r) {
      term(-limits.price, y(r));
      binary << " " << y(r) << "\n";
      all << " + " << y(r);
      of_matter[tree.matter] += " + " + y(r) + "\n";
      std::string nearer;  // those between
      std::string whole;
      for (std::uint32_t at = r; at != delegation_tree::nobody; at = tree.above[at], ++entry) {
        const std::string z = "z" + std::to_string(t) + "_" + std::to_string(entry);
        term(tree.gain[entry], z);
        bounds << " 0 <= " << z << " <= 1\n";
        rows << " r" << row++ << ": " << z << " - " << y(at) << " <= 0\n";
        // The nearest that is chosen is it, and no other is.
        rows << " r" << row++ << ": " << z << " - " << y(at) << nearer << " >= 0\n";
        nearer += " + " + y(at);
        whole += " + " + z;
      }
      rows << " r" << row++ << ": 0 zero" << whole << " <= 1\n";
    }
  }
  if (limits.most)
    rows << " r" << row++ << ": 0 zero" << all.str() << " <= " << *limits.most << "\n";
  if (limits.most_of_matter)
    for (const auto& [matter, list] : of_matter)
      rows << " r" << row++ << ": 0 zero" << list << " <= " << *limits.most_of_matter << "\n";
  return goal.str() + "\nSubject To\n" + rows.str() + "Bounds\n zero = 0\n" + bounds.str() +
         "Binary\n" + binary.str() + "End\n";
}

/// What the solver says: the optimum, or that there is no solution.
struct solved {
  bool ended = false;
  std::optional<std::int64_t> gain;
};

solved solve(const std::string& text, const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "tree.lp";
  const std::filesystem::path answer = folder / "answer";
  std::ofstream(file) << text;
  std::filesystem::remove(answer);
  const std::string command = "glpsol --lp '" + file.string() + "' --tmlim 1 --write '" +
                              answer.string() + "' >'" + (folder / "log").string() + "' 2>&1";
  solved found;
  if (std::system(command.c_str()) != 0) return found;
  std::ifstream log(folder / "log");
  for (std::string line; std::getline(log, line);)
    if (line.find("HAS NO") != std::string::npos &&
        line.find("FEASIBLE SOLUTION") != std::string::npos) {
      found.ended = true;
      return found;
    }
  std::ifstream lines(answer);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("s mip ", 0) != 0) continue;
    std::istringstream words(line);
    std::string s, mip, rows, columns, status;
    double objective = 0;
    words >> s >> mip >> rows >> columns >> status >> objective;
    found.ended = status == "o" || status == "n";
    if (status == "o") found.gain = std::llround(objective);
  }
  return found;
}

}  // namespace

TEST_CASE("optimal_flattening gains what a mixed-integer programme gains", "[optimise][glpk]") {
  if (std::system("glpsol --version >/dev/null 2>&1") != 0) {
    pangkas::tests::skip("there is no glpsol; install glpk-utils");
    return;
  }
  std::string name = (std::filesystem::temp_directory_path() / "pangkas-milp-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  const std::filesystem::path folder = name;
  // To try another solver by hand: the programmes, and what was found.
  const char* const kept = std::getenv("PANGKAS_KEEP_PROGRAMMES");
  std::size_t forests = 0;
  std::size_t infeasible = 0;
  // Which programmes the solver ends in its second depends on the machine: so many forests as are
  // compared, and no fewer than show trees of both kinds.
  const std::size_t enough = tests::cases_to_try(20);
  for (std::uint64_t seed = 0; forests < tests::cases_to_try(200) || infeasible <= enough; ++seed) {
    const random_forest given = make_forest(seed);
    const flattening_solution solution = optimal_flattening(given.forest, given.problem);
    CAPTURE(seed);
    REQUIRE(verify(given.forest, given.problem, solution).holds());
    bool ended = true;
    for (const flattened_tree& tree : solution.trees) {
      if (given.forest.span(tree.top) == 0) continue;
      CAPTURE(tree.top);
      const std::string text = programme(given, tree.top);
      if (kept != nullptr)
        std::ofstream(std::filesystem::path(kept) /
                      (std::to_string(seed) + "-" + std::to_string(tree.top) + ".lp"))
            << "\\ " << (tree.cause ? "infeasible" : std::to_string(tree.gain)) << "\n"
            << text;
      const solved expected = solve(text, folder);
      ended = ended && expected.ended;
      if (!expected.ended) continue;
      REQUIRE(expected.gain.has_value() == !tree.cause);
      if (tree.cause)
        ++infeasible;
      else
        REQUIRE(*expected.gain == tree.gain);
    }
    if (ended) ++forests;
    REQUIRE(seed < tests::cases_to_try(800));  // most are solved within a second a tree
  }
  CHECK(infeasible < tests::cases_to_try(500));
  std::filesystem::remove_all(folder);
}

TEST_CASE("optimal_delegation is worth what a mixed-integer programme is worth",
          "[optimise][delegation][glpk]") {
  if (std::system("glpsol --version >/dev/null 2>&1") != 0) {
    pangkas::tests::skip("there is no glpsol; install glpk-utils");
    return;
  }
  std::string name = (std::filesystem::temp_directory_path() / "pangkas-milp-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  std::size_t compared = 0;
  for (std::uint64_t seed = 0; compared < tests::cases_to_try(200); ++seed) {
    CAPTURE(seed);
    REQUIRE(seed < tests::cases_to_try(400));  // most are solved within a second
    std::mt19937_64 random(seed);
    const std::vector<delegation_tree> trees = make_receivers(random);
    delegation_limits limits;
    limits.price = static_cast<std::int64_t>(random() % 400);
    if (random() % 2 == 0) limits.most = random() % 12;
    if (random() % 3 == 0) limits.most_of_matter = random() % 6;
    const delegation_choice choice = optimal_delegation(trees, limits);
    REQUIRE(choice.exact);
    const solved expected = solve(programme(trees, limits), name);
    if (!expected.ended) continue;
    ++compared;
    REQUIRE(expected.gain ==
            choice.gain - limits.price * static_cast<std::int64_t>(choice.delegations));
  }
  std::filesystem::remove_all(name);
}
