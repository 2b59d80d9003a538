// SPDX-License-Identifier: BSL-1.0
#include "benchmarks/scale/commands.hpp"

#include <pangkas/version.hpp>

#include <cstddef>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace pangkas::benchmarks;

constexpr const char* usage =
    "The measuring program of tools/bench; each command prints one JSON object.\n"
    "  pangkas_scale read CONTENDER FILE THREADS\n"
    "  pangkas_scale forest POSITIONS natural|random ROUNDS\n"
    "  pangkas_scale pipeline FILE FOLDER THREADS\n"
    "  pangkas_scale memory POSITIONS natural|random\n"
    "  pangkas_scale write FILE FOLDER ROUNDS\n"
    "  pangkas_scale limits FILE FOLDER POSITIONS\n"
    "  pangkas_scale instructions read|number|measure|simplify FILE\n";

json run(const std::vector<std::string>& given) {
  const auto number = [&](std::size_t place) { return std::stoul(given.at(place)); };
  const std::string& command = given.at(0);
  if (command == "read") return read_once(given.at(1), given.at(2), number(3));
  if (command == "forest") return forest_subjects(number(1), given.at(2) == "random", number(3));
  if (command == "pipeline") return pipeline(given.at(1), given.at(2), number(3));
  if (command == "memory") return from_memory(number(1), given.at(2) == "random");
  if (command == "write") return write_both(given.at(1), given.at(2), number(3));
  if (command == "limits") return limits(given.at(1), given.at(2), number(3));
  if (command == "instructions") return instructions_of(given.at(1), given.at(2));
  throw std::out_of_range("no such command");
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> given(argv + 1, argv + argc);
  if (given.empty() || given[0] == "--help") {
    std::cout << usage;
    return given.empty() ? 2 : 0;
  }
  try {
    std::cout << run(given).dump() << '\n';
  } catch (const std::logic_error& e) {  // an argument is missing or is no number
    std::cerr << e.what() << '\n' << usage;
    return 2;
  } catch (const std::exception& e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
