/**
 * @module
 */
import { say } from "../words.js";
void say;
