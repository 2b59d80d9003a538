// SPDX-License-Identifier: BSL-1.0
// Every allocation fails once: reading, simplifying, optimising, undoing and writing end with
// std::bad_alloc or an error of the project, or give what they always give. The address sanitizer
// tells what leaks; a folder that was not completed is not there. What is read as JSON or TOML is left out:
// nlohmann/json asks for memory in its destructor, toml++ in what may not throw.
#include <pangkas/core/preset_schemes.hpp>
#include <pangkas/io.hpp>
#include <pangkas/optimise/greedy_flattening.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/simplify/preset_policies.hpp>
#include <pangkas/simplify/undo.hpp>
#include <pangkas/study/flattening_question.hpp>
#include <pangkas/study/play.hpp>

#include <stdlib.h>

#include <cstddef>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

// Allocations until one fails; 0: none does.
std::size_t until_failure = 0;

void* allocate(std::size_t bytes, std::size_t alignment) {
  if (until_failure != 0 && --until_failure == 0) throw std::bad_alloc();
  void* const place =
      alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__
          ? std::malloc(bytes == 0 ? 1 : bytes)
          : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (place == nullptr) throw std::bad_alloc();
  return place;
}

}  // namespace

void* operator new(std::size_t bytes) { return allocate(bytes, 1); }
void* operator new[](std::size_t bytes) { return allocate(bytes, 1); }
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return allocate(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
  return allocate(bytes, static_cast<std::size_t>(alignment));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  try {
    return allocate(bytes, 1);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}
void* operator new[](std::size_t bytes, const std::nothrow_t& unasked) noexcept {
  return operator new(bytes, unasked);
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete[](void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }
void operator delete[](void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }

namespace {

using namespace pangkas;

constexpr std::string_view positions =
    "code,title,kind,rank,reports_to,unit,seats,filled,class,cost,flags\n"
    "R,\"Head, all\",structural,I.a,,U,1,1,17,100,\n"
    "D,Deputy of everything that there is,structural,II.a,R,U,1,,15,60,\n"
    "A,Section A,structural,III.a,D,V,1,1,,30,absent\n"
    "B,Section B,structural,III.a,D,V,1,1,,,\n"
    "a1,,executing,,A,V,3,2,,10,\n"
    "a2,,,,A,V,1.5,x,,10,\n"
    "b1,,,,B,V,,,,10,\n"
    "b1,,,,A,V,,,,10,\n"
    "c1,,,,b,V,,,,10,\n";
constexpr std::string_view matters =
    "code,name,volume,originators,amount,checks,channel,clerical_steps,not_same_position\n"
    "leave,Leave of absence,4200,manager=no,,,,registry|printing,\n"
    "buy,Procurement,380,codes=a1,200000000,1,,,leave\n";
constexpr std::string_view authorities =
    "position,matter,limit,source,giver,from,until,acting,legal_source\n"
    "A,leave,,attribution,,,,,Decree 1 of 2020\n"
    "R,buy,500000000,mandate,,2020-01-01,2020-12-31,,\n"
    "B,buy,1.200,delegation,R,2020-01-01,,,\n"
    "B,leave,,mandate,R,,,,\n";
constexpr std::string_view lines =
    "superior,subordinate,type,matter,role\nB,a1,functional,buy,\nD,R,coordination,,checks\n";

const auto scheme = std::make_shared<const rank_scheme>(indonesia());

organisation read_tables() {
  read_options options;
  options.threads = 1;
  options.matters = {"m"};
  options.authority = {"a"};
  options.lines = {"l"};
  options.scheme = scheme;
  options.in_memory = [](const std::string& name) -> std::optional<std::string> {
    if (name == "p") return std::string(positions);
    if (name == "m") return std::string(matters);
    return std::string(name == "a" ? authorities : lines);
  };
  return read_organisation(std::vector<std::string>{"p"}, options).organisation;
}

/// Runs @p work with one allocation failing, each in turn.
/// @param work   Gives what must be the same whenever it ends well.
/// @param check  What must hold after it ended by an error.
bool starve(
    const char* name, const std::function<std::string()>& work,
    const std::function<bool()>& check = [] { return true; }) {
  const std::string expected = work();
  std::map<std::string, std::size_t> ends;
  for (std::size_t failing = 1;; ++failing) {
    std::string fault;
    bool was_reached = true;
    try {
      until_failure = failing;
      const std::string found = work();
      was_reached = std::exchange(until_failure, 0) == 0;
      ++ends["as always"];
      if (found != expected) fault = "it gave something else";
    } catch (const std::bad_alloc&) {
      until_failure = 0;
      ++ends["bad_alloc"];
    } catch (const error& e) {
      until_failure = 0;
      ++ends[e.what()];
    } catch (const std::exception& e) {
      until_failure = 0;
      fault = e.what();
    }
    if (fault.empty() && was_reached && !check()) fault = "something half-written is left";
    if (!fault.empty()) {
      std::cout << name << ": when allocation " << failing << " failed: " << fault << '\n';
      return false;
    }
    if (!was_reached) {
      std::cout << name << ": " << failing - 1 << " allocations\n";
      for (const auto& [end, times] : ends) std::cout << "  " << times << " x " << end << '\n';
      return failing > 100;  // else nothing was tried
    }
  }
}

}  // namespace

int main() {
  const organisation before = read_tables();
  policy rules = id_central_2021();
  rules.roles.kind = role_policy::coordinators;
  const auto played = play(before, rules);
  const simplification& s = played.result;
  if (s.converted == 0 || s.changes.authorities.empty() || s.changes.lines.empty()) {
    std::cout << "nothing is simplified: " << to_json(before);
    return 2;
  }
  std::string scratch = (std::filesystem::temp_directory_path() / "pangkas-XXXXXX").string();
  if (::mkdtemp(scratch.data()) == nullptr) return 2;

  bool all = true;
  all &= starve("tables", [] { return to_json(read_tables()); });
  all &= starve("measure and simplify", [&] {
    const auto again = play(before, rules);
    return std::to_string(again.sides.change.formal.value_or(-1)) +
           std::to_string(again.result.findings.size()) + to_json(again.result.after);
  });
  all &= starve("optimise", [&] {
    flattening_request request;
    request.span_cap = 4;
    const flattening_question asked = ask(before, request);
    const auto best = optimal_flattening(before.command(), asked.problem);
    const auto greedy = greedy_flattening(before.command(), asked.problem);
    return std::to_string(best.converted.size()) + " " + std::to_string(greedy.converted.size());
  });
  all &= starve("undo", [&] {
    return to_json(undo(s.after, s.changes, {sha256_of(before), sha256_of(s.after)}));
  });
  all &= starve(
      "folder",
      [&] {
        output_folder folder(scratch + "/run");
        const auto into = [&](std::string_view name) {
          return [&file = folder.file(name)](std::string_view text) { file.write(text); };
        };
        write_ledger_csv(s.changes, into("ledger.csv"), for_people, rule_cells::by_id);
        write_ledger_rules(s.changes, into("rules.csv"));
        write_ledger_json(s.changes, into("ledger.json"));
        write_json(s.after, into("organisation.json"));
        write_position_table(s.after, into("positions.csv"));
        write_matter_table(s.after, into("matters.csv"));
        folder.commit();
        // The folder is there: what fails from here on is no matter of writing it.
        const std::size_t left = std::exchange(until_failure, 0);
        std::string sums = read_file(scratch + "/run/SHA256SUMS");
        std::filesystem::remove_all(scratch + "/run");
        until_failure = left;
        return sums;
      },
      [&] { return std::filesystem::is_empty(scratch); });
  std::filesystem::remove_all(scratch);
  return all ? 0 : 1;
}
